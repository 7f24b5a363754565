package com.flexicharge.charger.intruder;

import com.flexicharge.account.intruder.AccountService;

public final class NeighbourIntruder {
    public String ask(AccountService service) {
        return service.name();
    }
}
