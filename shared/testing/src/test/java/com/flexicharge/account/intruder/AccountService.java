package com.flexicharge.account.intruder;

public final class AccountService {
    public String name() {
        return "somebody";
    }
}
