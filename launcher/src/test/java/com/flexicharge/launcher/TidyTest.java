package com.flexicharge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no compiler holds together: settings and their example, the README and the files it names, SQL and its schema. */
class TidyTest {
    private static final SourceTree TREE = SourceTree.here();

    @Test
    void theExampleHoldsEveryVariableWithItsDefaultAndItsMeaning() {
        assertThat(ExampleSettings.faults(TREE.text(".env.example"))).isEmpty();
    }

    @Test
    void aVariableThatIsMissingUnknownOrNotTheDefaultWouldBeSeen() {
        var text = TREE.text(".env.example")
                .replace("\nPORT=8080\n", "\nPORT=8081\n")
                .replace("\nRESERVATION_S=300\n", "\n")
                .replace("\nRUN_OCPP_TEST=0\n", "\nRUN_OCPP_TEST=maybe\n")
                .concat("MAX_SPEED=9\n");

        assertThat(ExampleSettings.faults(text))
                .containsExactlyInAnyOrder(
                        "PORT=8081 is not the default",
                        "RESERVATION_S is read and not in the example",
                        "RUN_OCPP_TEST=maybe is not the default",
                        "MAX_SPEED has no line that says what it is for",
                        "MAX_SPEED is in the example and read by nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void theFilesThatTheDocumentsNameExist(String document) {
        assertThat(NamedFiles.missing(TREE.text(document), TREE.files())).isEmpty();
    }

    @Test
    void aFileThatIsGoneWouldBeSeen() {
        var text = """
                Look at `pom.xml`, `launcher/src/main/java/` and `Nowhere.java`; `GET /chargers` and `/docs/` are no files.
                But `shared/src/main` and `shared/src/nothing` are named too.
                ```
                dev/Gone.java           what was there once
                launcher/               the process
                1. …/launcher/Main.java, launcher/…/e2e/TestSocket.java, launcher/…/Gone.java, then gone/
                ```
                """;

        assertThat(NamedFiles.missing(text, TREE.files()))
                .containsExactlyInAnyOrder(
                        "Nowhere.java", "dev/Gone.java", "launcher/…/Gone.java", "gone/", "shared/src/nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp", "charger", "transaction", "livemetrics"})
    void theSqlOfAModuleNamesItsOwnSchemaOnly(String module) {
        var files = TREE.files().stream()
                .filter(file -> file.startsWith(module + "-verticle/src/main/"))
                .filter(SchemaWalls::holdsSql)
                .toList();

        assertThat(files.stream()
                        .flatMap(file -> SchemaWalls.foreignNames(module, file, TREE.text(file)).stream()
                                .map(name -> name + " in " + file)))
                .isEmpty();
        assertThat(files).as("files with SQL").isNotEmpty();
    }

    @Test
    void sqlThatReachesIntoAnotherSchemaWouldBeSeen() {
        var migration = "-- like charger.chargers\ncreate table transaction.a (id int references charger.chargers);";
        var java = """
                package com.flexicharge.transaction;
                class StartSql {
                    static final String FIND = \"""
                            select c.status from transaction.transactions t
                            join charger.connectors c on c.connector_id = t.connector_id
                            join unnest($1::int[]) as ocpp(id) on ocpp.id = t.transaction_id\""";
                    static final String END = "update livemetrics.sessions set ended_at = now()";
                }
                """;

        assertThat(SchemaWalls.foreignNames("transaction", "V1__a.sql", migration))
                .isEqualTo(List.of("charger.chargers"));
        assertThat(SchemaWalls.foreignNames("transaction", "StartSql.java", java))
                .isEqualTo(List.of("charger.connectors", "livemetrics.sessions"));
    }
}
