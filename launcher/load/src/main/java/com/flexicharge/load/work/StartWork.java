package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import com.flexicharge.load.server.OwnServer;
import com.flexicharge.load.server.Use;

/** The server ends and starts again on a database that it knows, with nobody there; the first charger comes when it is ready. */
public final class StartWork implements Work {
    private static final int CHARGERS = 200;
    private static final double MILLI = 1e6;
    private static final double MEGA = 1e6;
    private static final double MICROS_A_MILLI = 1e3;

    @Override
    public String meaning(Options options) {
        return "The server starts on a database in which " + options.chargersOr(CHARGERS) + " chargers are";
    }

    @Override
    public String name(Options options) {
        return "start";
    }

    @Override
    public void play(Scene scene) {
        var server = scene.ownServer();
        meet(scene, "K", scene.options().chargersOr(CHARGERS));
        for (int round = 1; round <= scene.options().windows(); round++) {
            start(scene, server);
            scene.tell("Start %d of %d".formatted(round, scene.options().windows()));
        }
    }

    /** Times count from the moment in which the process is made: they hold the start of Java. */
    private static void start(Scene scene, OwnServer server) {
        server.stop();
        var began = System.nanoTime();
        server.start();
        scene.figure("until ready", "ms", (System.nanoTime() - began) / MILLI);
        scene.figure("CPU until ready", "ms", use(server).cpuMicros() / MICROS_A_MILLI);
        meet(scene, "F", 1);
        scene.figure("until the first charger has booted", "ms", (System.nanoTime() - began) / MILLI);
        scene.pass(scene.options().warmUp());
        scene.figure("resident memory at rest", "MB", use(server).residentBytes() / MEGA);
    }

    private static Use use(OwnServer server) {
        return Use.of(server.server());
    }

    /** They come, boot, and go. */
    private static void meet(Scene scene, String name, int number) {
        var groups = scene.chargers(name, Script.BOOTS, number);
        try {
            Scene.await(groups.stream().map(ChargerGroup::connect).toList());
            scene.problems(Scene.take(groups).problems());
        } finally {
            groups.forEach(ChargerGroup::close);
        }
    }
}
