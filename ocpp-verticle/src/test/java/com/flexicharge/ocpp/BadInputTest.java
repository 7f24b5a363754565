package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.ocpp.PublishedSchemas;
import com.flexicharge.testing.ocpp.SchemaCase;
import com.flexicharge.testing.ocpp.SchemaCase.Verdict;
import com.flexicharge.testing.ocpp.SchemaCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every published way to break a payload, over a real socket: each answered as stated, none with InternalError. */
@ExtendWith(TestDatabaseExtension.class)
class BadInputTest {
    private final TestNode node;

    BadInputTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(100_001, "CP1");
        node.others.signNothing();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void everyMemberOfEveryCallOfAChargerIsCheckedAndEveryFaultAnsweredAsStated() throws Exception {
        var charger = node.booted("CP1");
        var wrong = new ArrayList<String>();
        var sent = 0;
        for (var action : chargersActions()) {
            for (var example : SchemaCases.ofChargersCall(PublishedSchemas.request(action.wire()))) {
                sent++;
                problem(charger, action, example, Integer.toString(sent)).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sent).isGreaterThan(600);
    }

    @Test
    void aCallThatIsOursToSendIsNotSupportedWhateverItsPayloadUnlessItHasUnknownMembers() throws Exception {
        var charger = node.booted("CP1");
        for (var action : Action.values()) {
            if (!action.comesFromCharger()) {
                for (var example : SchemaCases.of(PublishedSchemas.request(action.wire()))) {
                    charger.send("[2,\"7\",\"" + action.wire() + "\"," + example.payload() + "]");
                    var expected = example.verdict() == Verdict.FORMATION ? Verdict.FORMATION.code() : "NotSupported";
                    assertThat(charger.next()).startsWith("[4,\"7\",\"" + expected + "\",\"");
                }
            }
        }
    }

    private static List<Action> chargersActions() {
        return Arrays.stream(Action.values()).filter(Action::comesFromCharger).toList();
    }

    private static Optional<String> problem(TestCharger charger, Action action, SchemaCase example, String id)
            throws Exception {
        charger.send("[2,\"" + id + "\",\"" + action.wire() + "\"," + example.payload() + "]");
        var text = charger.next();
        var answer = Json.MAPPER.readTree(text);
        var right = answer.get(1).asText().equals(id) && isAsStated(action, example, answer);
        return right
                ? Optional.empty()
                : Optional.of(action.wire() + " " + example.pointer() + " " + example.what() + " → " + text);
    }

    private static boolean isAsStated(Action action, SchemaCase example, JsonNode answer) {
        if (example.verdict() == Verdict.ACCEPTED) {
            return answer.get(0).asInt() == 3
                    && PublishedSchemas.faultsOfConfirmation(action.wire(), answer.get(2))
                            .isEmpty();
        }
        return answer.get(0).asInt() == 4
                && answer.get(2).asText().equals(example.verdict().code())
                && !answer.get(3).asText().isEmpty()
                && answer.get(4).path("pointer").asText().startsWith(example.pointer());
    }
}
