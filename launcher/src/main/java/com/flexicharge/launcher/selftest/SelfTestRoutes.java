package com.flexicharge.launcher.selftest;

import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;

/** The self-test on demand: for admins, or for everybody where it runs at each start anyway. */
public final class SelfTestRoutes {
    private final SelfTest selfTest;
    private final Access access;

    public SelfTestRoutes(SelfTest selfTest, boolean open) {
        this.selfTest = selfTest;
        this.access = open ? Access.OPEN : Access.ADMIN;
    }

    public void register(HttpRoutes routes) {
        routes.get("/tests/ocpp", access, exchange -> selfTest.run().map(HttpAnswer::ok));
    }
}
