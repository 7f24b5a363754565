package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private enum Mode {
        PLAIN,
        VERY_FULL
    }

    @Test
    void showsAllFaultsAtOnceByNameInColumns() {
        var settings = Settings.of(Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "10s", "RUN_OCPP_TEST", ""));
        settings.flag("RUN_OCPP_TEST", false);
        settings.wholeNumber("LIVEMETRICS_DB_UPDATE_INTERVAL", 10000, 0, Integer.MAX_VALUE);
        settings.fault("DATABASE_HOST", "is missing; it is needed because USE_LOCAL_DATABASE is 0");
        settings.fault("DATABASE_HOST", "is missing; it is needed because USE_LOCAL_DATABASE is 0");

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The configuration is not complete:
                          DATABASE_HOST                   is missing; it is needed because USE_LOCAL_DATABASE is 0
                          LIVEMETRICS_DB_UPDATE_INTERVAL  must be a whole number from 0 up, is "10s"
                          RUN_OCPP_TEST                   is empty; set 0 or 1""");
    }

    @Test
    void isFineWithoutFaults() {
        assertThatCode(Settings.of(Map.of())::check).doesNotThrowAnyException();
    }

    @Test
    void wholeNumbersAreDigitsWithinTheirBounds() {
        assertThat(Settings.of(Map.of("N", "007")).wholeNumber("N", 5, 1, 9)).isEqualTo(7);
        assertThat(Settings.of(Map.of("N", "1")).wholeNumber("N", 5, 1, 9)).isEqualTo(1);
        assertThat(Settings.of(Map.of("N", "9")).wholeNumber("N", 5, 1, 9)).isEqualTo(9);
        assertThat(Settings.of(Map.of()).wholeNumber("N", 5, 1, 9)).isEqualTo(5);
        assertThat(Settings.of(Map.of("N", "")).wholeNumber("N", 5, 1, 9)).isEqualTo(5);
        assertThat(Settings.of(Map.of()).optionalWholeNumber("N", 1, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "+1", "1.0", "1e1", "0x1", " 1", "1 ", "one", "٣", "99999999999999999999"})
    void refusesOtherWholeNumbersAndReadsOnWithTheDefault(String text) {
        var settings = Settings.of(Map.of("N", text));

        assertThat(settings.wholeNumber("N", 5, 1, 9)).isEqualTo(5);
        assertFault(settings, "N  must be a whole number from 1 to 9, is \"" + text + "\"");
    }

    @Test
    void portsAreFrom1To65535() {
        assertThat(Settings.of(Map.of("P", "65535")).port("P", 1)).isEqualTo(65535);
        assertThat(Settings.of(Map.of()).optionalPort("P")).isEmpty();
        assertFault(
                Map.of("P", "65536"), s -> s.port("P", 1), "P  must be a whole number from 1 to 65535, is \"65536\"");
        assertFault(Map.of("P", "0"), s -> s.optionalPort("P"), "P  must be a whole number from 1 to 65535, is \"0\"");
    }

    @Test
    void flagsAre0Or1AndNothingElse() {
        assertThat(Settings.of(Map.of("F", "1")).flag("F", false)).isTrue();
        assertThat(Settings.of(Map.of("F", "0")).flag("F", true)).isFalse();
        assertThat(Settings.of(Map.of()).flag("F", true)).isTrue();
        assertFault(Map.of("F", "true"), s -> s.flag("F", false), "F  must be 0 or 1, is \"true\"");
        assertFault(Map.of(), s -> s.neededFlag("F", "0 or 1", true), "F  is missing; set 0 or 1");
    }

    @Test
    void decimalsAreAboveZero() {
        assertThat(Settings.of(Map.of("D", "0.5")).decimal("D", 1, 1000)).isEqualTo(0.5);
        assertThat(Settings.of(Map.of("D", "1000")).decimal("D", 1, 1000)).isEqualTo(1000);
        assertThat(Settings.of(Map.of()).decimal("D", 1, 1000)).isEqualTo(1);
        for (var text : List.of("0", "0.0", "1000.1", "-1", "1e2", "NaN", "1,5", ".5")) {
            assertFault(
                    Map.of("D", text),
                    s -> s.decimal("D", 1, 1000),
                    "D  must be a number above 0 and at most 1000, is \"" + text + "\"");
        }
    }

    @Test
    void choicesAreWrittenSmall() {
        assertThat(Settings.of(Map.of("C", "very-full")).choice("C", Mode.PLAIN))
                .isEqualTo(Mode.VERY_FULL);
        assertThat(Settings.of(Map.of()).choice("C", Mode.PLAIN)).isEqualTo(Mode.PLAIN);
        assertThat(Settings.of(Map.of("C", "b")).choice("C", "a", List.of("a", "b")))
                .isEqualTo("b");
        assertFault(
                Map.of("C", "PLAIN"),
                s -> s.choice("C", Mode.PLAIN),
                "C  must be one of plain, very-full, is \"PLAIN\"");
        assertFault(Map.of("C", "c"), s -> s.choice("C", "a", List.of("a", "b")), "C  must be one of a, b, is \"c\"");
    }

    @Test
    void urlsEndWithoutASlash() {
        var byDefault = URI.create("http://localhost:8080");
        assertThat(Settings.of(Map.of("U", "https://a.example/b")).url("U", byDefault))
                .isEqualTo(URI.create("https://a.example/b"));
        assertThat(Settings.of(Map.of()).url("U", byDefault)).isEqualTo(byDefault);
        for (var text :
                List.of("https://a.example/", "a.example", "ftp://a.example", "https://", "https://a?b", "h t")) {
            assertFault(
                    Map.of("U", text),
                    s -> s.url("U", byDefault),
                    "U  must be a URL like https://charge.example.org, without a slash at its end, is \"" + text
                            + "\"");
        }
    }

    @Test
    void listsAreCutAtCommas() {
        assertThat(Settings.of(Map.of("L", "a, b ,c")).list("L", List.of(), "letters", item -> item.length() == 1))
                .containsExactly("a", "b", "c");
        assertFault(
                Map.of("L", "a,,b"),
                s -> s.list("L", List.of(), "letters", item -> item.length() == 1),
                "L  must be letters, is \"a,,b\"");
    }

    @Test
    void filesMustExistAndFoldersMustBeWritable(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        var gone = folder.resolve("gone").toString();
        assertThat(Settings.of(Map.of("F", file.toString())).file("F")).contains(file);
        assertThat(Settings.of(Map.of("F", gone)).writableFolder("F", "x")).isEqualTo(Path.of(gone));
        assertThat(Settings.of(Map.of("F", gone)).writableFile("F", "x")).isEqualTo(Path.of(gone));
        assertThat(Settings.of(Map.of()).writableFolder("F", "x")).isEqualTo(Path.of("x"));
        assertFault(Map.of("F", gone), s -> s.file("F"), "F  must be a file that can be read, is \"" + gone + "\"");
        assertFault(
                Map.of("F", file + "/sub"),
                s -> s.writableFolder("F", "x"),
                "F  must be a folder to write in, is \"" + file + "/sub\"");
        assertFault(
                Map.of("F", folder.toString()),
                s -> s.writableFile("F", "x"),
                "F  must be a file to write, is \"" + folder + "\"");
    }

    @Test
    void textsKeepTheirBlanks() {
        assertThat(Settings.of(Map.of("T", " a ")).text("T", "b")).isEqualTo(" a ");
        assertThat(Settings.of(Map.of("T", " ")).text("T", "b")).isEqualTo("b");
        assertThat(Settings.of(Map.of()).optionalText("T")).isEmpty();
    }

    @Test
    void neverShowsASecret() {
        assertThat(Settings.of(Map.of("S", "hunter2")).secret("S")).contains("hunter2");
        assertFault(
                Map.of("S", "hunter2"),
                s -> s.secretValue("S", "a user and a password", text -> java.util.Optional.empty()),
                "S  must be a user and a password");
    }

    @Test
    void showsAValueOnOneShortLine() {
        assertFault(
                Map.of("F", "a\n" + "b".repeat(100)),
                s -> s.flag("F", false),
                "F  must be 0 or 1, is \"a?" + "b".repeat(58) + "…\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT",
                "RUN_OCPP_TEST",
                "OCPP_TEST_INTERVAL_MULTIPLIER",
                "LIVEMETRICS_DB_UPDATE_INTERVAL",
                "USE_LOCAL_DATABASE"
            })
    void aCoreVariableMustNotBeEmpty(String name) {
        assertFault(Map.of(name, ""), s -> s.flag(name, false), name + "  is empty; set 0 or 1");
        assertFault(Map.of(name, "  "), s -> s.neededFlag(name, "0 or 1", false), name + "  is empty; set 0 or 1");
    }

    @Test
    void warnsOfNamesThatAreNearOurs() {
        var settings = Settings.of(
                Map.of("PORTS", "1", "HOST", "pc", "PATH", "/bin", "CLUSTR", "1", "TEST_URL", "x", "PORT", "1"));
        settings.port("PORT", 8080);
        settings.flag("CLUSTER", false);

        assertThat(settings.warnings())
                .containsExactly(
                        "CLUSTR is no variable of ours; did you mean CLUSTER?",
                        "PORTS is no variable of ours; did you mean PORT?");
    }

    @Test
    void keepsTheWarningsOfTheFile() {
        assertThat(new Settings(new Environment(Map.of(), List.of("twice"))).warnings())
                .containsExactly("twice");
    }

    @Test
    void acceptsAMisspeltAliasWithAWarning() {
        var settings = Settings.of(Map.of("RUN_OCCP_TEST", "1"));

        assertThat(settings.flag("RUN_OCPP_TEST", "RUN_OCCP_TEST", false)).isTrue();
        assertThat(settings.warnings())
                .containsExactly("RUN_OCCP_TEST is read as RUN_OCPP_TEST; please use the right spelling");
    }

    @Test
    void theRightSpellingWinsOverTheAlias() {
        var settings = Settings.of(Map.of("RUN_OCCP_TEST", "1", "RUN_OCPP_TEST", "0"));

        assertThat(settings.flag("RUN_OCPP_TEST", "RUN_OCCP_TEST", false)).isFalse();
        assertThat(settings.warnings())
                .containsExactly("RUN_OCCP_TEST is ignored because RUN_OCPP_TEST, its right spelling, is set too");
    }

    @Test
    void remembersWhatWasAskedFor() {
        var settings = Settings.of(Map.of());
        settings.port("PORT", 1);
        settings.neededValue("HOST", "of this", "", "a text", java.util.Optional::of);
        settings.declare("OTHER");

        assertThat(settings.namesRead()).containsExactly("HOST", "OTHER", "PORT");
    }

    private static void assertFault(Map<String, String> values, Consumer<Settings> read, String line) {
        var settings = Settings.of(values);
        read.accept(settings);
        assertFault(settings, line);
    }

    private static void assertFault(Settings settings, String line) {
        assertThatThrownBy(settings::check).hasMessage("The configuration is not complete:\n  " + line);
    }
}
