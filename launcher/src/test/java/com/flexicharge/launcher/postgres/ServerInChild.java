package com.flexicharge.launcher.postgres;

import java.nio.file.Path;

/** A process with an embedded server, for the test to kill. Arguments: port, folder. */
final class ServerInChild {
    private ServerInChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        var login = LocalDatabaseTest.login(Integer.parseInt(arguments[0]));
        var server = LocalDatabase.startUnlessListening(login, Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.ifPresent(RunningPostgres::close)));
        System.out.println(server.isPresent() ? "started" : "used");
        Thread.currentThread().join();
    }
}
