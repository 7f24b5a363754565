package com.flexicharge.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.load.result.Figure;
import com.flexicharge.load.result.Latency;
import com.flexicharge.load.result.Result;
import com.flexicharge.load.server.Floor;
import com.flexicharge.load.server.OwnServer;
import com.flexicharge.load.server.Target;
import com.flexicharge.load.work.GrowthWork;
import com.flexicharge.load.work.LiveWork;
import com.flexicharge.load.work.Scene;
import com.flexicharge.load.work.SessionWork;
import com.flexicharge.load.work.StartWork;
import com.flexicharge.load.work.StormWork;
import com.flexicharge.load.work.Work;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The works, small and short, against the real server: that they measure something, and see it when something is lost. */
@Tag("slow")
class LoadTest {
    /**
     * What the server may spend on a message, in multiples of a server that only parses and says yes. Half a minute after both have started,
     * with compilers still at work, it spends some twenty; more than this says that something has become twice as dear.
     */
    private static final double MOST_FLOORS = 42;

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static OwnServer server;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new OwnServer(
                folder, List.of(), Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "0", "LIVEMETRICS_AUTH", "0"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sessionsAreCountedTimedAndHeldAgainstTheDatabase() {
        var scene = play(new SessionWork(true), server, "session-all", "--chargers", "20", "--warm-up", "2");

        assertThat(scene.problems()).isEmpty();
        assertThat(scene.lost()).isEmpty();
        assertThat(scene.checked()).matches("Told and held against the database: [1-9].* sessions, .*; wrong: 0");
        assertThat(figure(scene, "messages").median()).isGreaterThan(20);
        assertThat(figure(scene, "CPU of the database").median()).isPositive();
        assertThat(scene.latencies())
                .extracting(Latency::what)
                .contains("MeterValues", "StartTransaction", "StopTransaction");
    }

    /** Behind the chargers' backs, while they charge. */
    @Test
    void aSessionThatIsGoneIsSeen() throws Exception {
        var before = number("select coalesce(max(transaction_id), 0) from transaction.transactions");
        var thief = new Thread(() -> {
            while (number(
                            "with gone as (delete from transaction.transactions where transaction_id = (select transaction_id"
                                    + " from transaction.transactions where state = 'ended' and transaction_id > "
                                    + before
                                    + " limit 1) returning 1) select count(*) from gone")
                    == 0) {
                Thread.onSpinWait();
            }
        });
        thief.start();

        var scene = play(new SessionWork(true), server, "session-all", "--chargers", "20", "--warm-up", "2");
        thief.join();

        assertThat(scene.lost()).hasSize(1).first().asString().matches("transaction \\d+ is not there");
    }

    private static long number(String sql) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl().orElseThrow());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void chargersThatAreAllCutOffComeBackAndOthersGoOnMeanwhile() {
        var scene = play(new StormWork(), server, "storm", "--chargers", "100", "--warm-up", "1");

        assertThat(scene.problems()).isEmpty();
        assertThat(figure(scene, "until all are booted again").values()).hasSize(1);
        assertThat(scene.latencies()).extracting(Latency::what).contains("Heartbeat of others meanwhile");
    }

    @Test
    void aStartIsTimedUntilTheFirstChargerHasBooted() {
        var scene = play(new StartWork(), server, "start", "--chargers", "5", "--warm-up", "0");

        assertThat(scene.problems()).isEmpty();
        assertThat(figure(scene, "until the first charger has booted").median())
                .isGreaterThan(figure(scene, "until ready").median());
        assertThat(figure(scene, "CPU until ready").median()).isPositive();
        assertThat(figure(scene, "resident memory at rest").median()).isPositive();
    }

    @Test
    void everyReadingReachesEachSocketOfItsUser() {
        var scene = play(new LiveWork(5), server, "live", "--chargers", "4", "--rate", "40", "--warm-up", "1");

        assertThat(scene.problems()).isEmpty();
        assertThat(told).contains("Every reading reached each of its sockets");
        assertThat(latency(scene, "reading at its user").count())
                .isGreaterThanOrEqualTo(4 * latency(scene, "MeterValues").count());
    }

    @Test
    void sessionsAndListsAreMeasuredOnEmptyTablesAndOnFullOnes() throws Exception {
        var indexes =
                "select count(*) from pg_indexes where schemaname in ('transaction', 'livemetrics') and tablename !~ '\\d'";
        var before = number(indexes);
        var readings = number("select count(*) from livemetrics.readings");

        var scene = play(
                new GrowthWork(),
                server,
                "growth",
                "--chargers",
                "20",
                "--warm-up",
                "1",
                "--chargers-stored",
                "50",
                "--sessions-stored",
                "1000",
                "--readings-stored",
                "5000");

        assertThat(scene.problems()).isEmpty();
        assertThat(scene.lost()).isEmpty();
        assertThat(
                        number(
                                "select count(*) from transaction.transactions where serial_number like 'G%' and state = 'ended'"))
                .isEqualTo(1000);
        assertThat(number("select count(*) from livemetrics.readings")).isGreaterThanOrEqualTo(readings + 5000);
        assertThat(number(indexes)).isEqualTo(before);
        assertThat(figure(scene, "messages, full to empty").median()).isPositive();
        assertThat(figure(scene, "CPU of the database, full").median()).isPositive();
        assertThat(latency(scene, "a person's sessions, full").count()).isPositive();
    }

    @Test
    void aMessageCostsNoMoreThanSoManyTimesWhatItCostsAtLeast() {
        var arguments =
                new String[] {"session", "--chargers", "50", "--warm-up", "25", "--seconds", "2", "--windows", "3"};
        double least;
        try (var floor = new Floor(folder.resolve("floor"))) {
            least = figure(play(new SessionWork(false), floor, arguments), "CPU of the server")
                    .median();
        }
        var spent = figure(play(new SessionWork(false), server, arguments), "CPU of the server")
                .median();

        assertThat(spent / least)
                .as("%.1f µs a message, of which %.1f µs are needed at least", spent, least)
                .isLessThan(MOST_FLOORS);
    }

    @Test
    void aResultIsReadAsItWasWritten(@TempDir Path out) {
        var scene = play(new StormWork(), server, "storm", "--chargers", "5", "--warm-up", "0");
        var result = Main.result(scene, new StormWork(), Options.read(List.of("storm")), server, "storm");

        var read = Result.read(result.write(out));

        assertThat(read).isEqualTo(result);
        assertThat(read.text()).contains("until all are booted again");
    }

    @Test
    void whatNobodyKnowsWhatToDoWithIsTold() {
        assertThat(faultOf("session", "--speed", "5")).isEqualTo("There is no --speed");
        assertThat(faultOf("session", "--chargers", "many")).isEqualTo("--chargers is a number from 0 on, not many");
        assertThat(faultOf("session", "fast")).isEqualTo("Nobody knows what to do with fast");
    }

    private static String faultOf(String... arguments) {
        try {
            Options.read(List.of(arguments));
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Scene play(Work work, Target target, String... arguments) {
        var all = Stream.concat(
                        Stream.of(arguments[0], "--seconds", "1", "--windows", "1"),
                        Stream.of(arguments).skip(1))
                .toList();
        var scene = new Scene(target, Options.read(all), Clock.systemUTC(), told::add);
        work.play(scene);
        return scene;
    }

    private static Figure figure(Scene scene, String what) {
        return scene.figures().stream()
                .filter(figure -> figure.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static Latency latency(Scene scene, String what) {
        return scene.latencies().stream()
                .filter(latency -> latency.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
