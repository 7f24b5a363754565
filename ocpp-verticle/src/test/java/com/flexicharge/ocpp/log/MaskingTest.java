package com.flexicharge.ocpp.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.OcppFrame;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is in a row, whatever frame it came in. */
class MaskingTest {
    private static final String SECRET = "s3cret-of-sixteen";
    private static final String CHANGE =
            "[2,\"c\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"" + SECRET + "\"}]";

    private final MutableClock clock = MutableClock.at("2026-01-02T03:04:05Z");
    private final List<LoggedFrame> logged = new ArrayList<>();
    private final FrameLog log = new FrameLog(100_001, "abc", Protocol.OCPP_16, clock, logged::add);

    private MessageRow row() {
        return MessageRow.of(logged.get(logged.size() - 1));
    }

    private void receive(String text) {
        var decoded = new Strict16().decode(text);
        if (decoded instanceof Decoded.Malformed malformed) {
            log.received(malformed, text, clock.instant());
        } else {
            receive(((Decoded.Received) decoded).frame());
        }
    }

    private void receive(OcppFrame frame) {
        if (frame instanceof Call call) {
            log.received(call, clock.instant());
        } else if (frame instanceof CallResult result) {
            log.received(result, clock.instant());
        } else {
            log.received((CallError) frame, clock.instant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthorizationKey", "authorizationkey", "AUTHORIZATIONKEY", "\\u0041uthorizationKey"})
    void theKeyWeSetIsMaskedHoweverItIsSpelled(String key) {
        log.sent("c", Action.CHANGE_CONFIGURATION, CHANGE.replace("AuthorizationKey", key));

        assertThat(row().raw()).isNull();
        assertThat(row().payload()).isEqualToIgnoringCase("{\"key\":\"AuthorizationKey\",\"value\":\"***\"}");
    }

    @Test
    void otherKeysAreKeptAsTheyAre() {
        var frame = "[2,\"c\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}]";
        log.sent("c", Action.CHANGE_CONFIGURATION, frame);

        assertThat(row().raw()).isEqualTo(frame);
        assertThat(row().payload()).isNull();
        assertThat(FramePayload.of(2, frame)).contains("{\"key\":\"HeartbeatInterval\",\"value\":\"60\"}");
    }

    @Test
    void aChargerThatTellsItsKeyIsMaskedAndItsOtherKeysAreNot() {
        log.sent("g", Action.GET_CONFIGURATION, "[2,\"g\",\"GetConfiguration\",{}]");
        receive("[3,\"g\",{\"configurationKey\":[{\"key\":\"authorizationKEY\",\"readonly\":false,\"value\":\"" + SECRET
                + "\"},{\"key\":\"A\",\"readonly\":true,\"value\":\"1\"}],\"unknownKey\":[]}]");

        assertThat(row().raw()).isNull();
        assertThat(row().payload())
                .isEqualTo("{\"configurationKey\":[{\"key\":\"authorizationKEY\",\"readonly\":false,\"value\":\"***\"},"
                        + "{\"key\":\"A\",\"readonly\":true,\"value\":\"1\"}],\"unknownKey\":[]}");
        assertThat(row().frame().action()).isEqualTo("GetConfiguration");
    }

    @Test
    void askingForTheKeyTellsNothing() {
        var frame = "[2,\"g\",\"GetConfiguration\",{\"key\":[\"AuthorizationKey\"]}]";
        log.sent("g", Action.GET_CONFIGURATION, frame);

        assertThat(row().raw()).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[4,\"c\",\"PropertyConstraintViolation\",\"AuthorizationKey s3cret-of-sixteen is too short\",{}]",
                "[4,\"c\",\"PropertyConstraintViolation\",\"s3cret-of-sixteen is too short\",{}]",
                "[4,\"c\",\"PropertyConstraintViolation\",\"too short\",{\"v\":[\"s3cret-of-sixteen\"]}]",
                "[4,\"c\",\"PropertyConstraintViolation\",\"too short\",{\"key\":\"AuthorizationKey\","
                        + "\"value\":\"s3cret-of-sixteen\"}]"
            })
    void aChargerThatRefusesTheKeyAndQuotesItIsMasked(String refusal) {
        log.sent("c", Action.CHANGE_CONFIGURATION, CHANGE);
        receive(refusal);

        assertThat(row().raw()).isNull();
        assertThat(row().errorCode()).isEqualTo("PropertyConstraintViolation");
        assertThat(row().errorDescription()).isEqualTo("***");
        assertThat(Objects.requireNonNull(row().payload())).doesNotContain("s3cret");
    }

    @Test
    void aChargerThatTakesTheKeyIsReadable() {
        log.sent("c", Action.CHANGE_CONFIGURATION, CHANGE);
        receive("[3,\"c\",{\"status\":\"Accepted\"}]");

        assertThat(row().raw()).isEqualTo("[3,\"c\",{\"status\":\"Accepted\"}]");
    }

    @Test
    void aChargerThatRepeatsTheKeyWhileTakingItIsMasked() {
        log.sent("c", Action.CHANGE_CONFIGURATION, CHANGE);
        receive("[3,\"c\",{\"status\":\"Accepted\",\"set\":\"" + SECRET + "\"}]");

        assertThat(row().payload()).isEqualTo("{\"status\":\"Accepted\",\"set\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"d\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"{\\\"AuthorizationKey\\\":\\\"s3cret\\\"}\"}]",
                "[2,\"d\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"-----BEGIN EC PRIVATE KEY-----\\ns3cret\"}]",
                "[2,\"d\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"\\u0050RIVATE KEY s3cret\"}]"
            })
    void secretsInsideOtherTextsAreMasked(String frame) {
        receive(frame);

        assertThat(row().raw()).isNull();
        assertThat(row().payload()).isEqualTo("{\"vendorId\":\"v\",\"data\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"AuthorizationKey\",\"value\":\"s3cret\"",
                "[3,\"g\",{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"value\":\"s3cret\"}]",
                "[2,\"g\",\"A\",{}] AuthorizationKey s3cret",
                "-----BEGIN PRIVATE KEY----- s3cret",
                "\\u0041uthorizationKey s3cret"
            })
    void ofATextThatCannotBeReadNothingIsKeptIfItNamesASecret(String text) {
        receive(text);

        assertThat(row().raw()).isNull();
        assertThat(row().payload()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ops:s3cret@files.example.com:21/a@b",
                "https:\\/\\/ops:s3@cret@files.example.com:21\\/a@b",
                "\\u0068ttp://ops:s3cret@files.example.com:21/a@b"
            })
    void passwordsInAddressesAreMaskedAndTheRestIsReadable(String address) {
        log.sent("d", Action.GET_DIAGNOSTICS, "[2,\"d\",\"GetDiagnostics\",{\"location\":\"" + address + "\"}]");

        assertThat(row().raw()).isNull();
        assertThat(row().payload())
                .doesNotContain("s3")
                .doesNotContain("cret")
                .endsWith("://ops:***@files.example.com:21/a@b\"}");
    }

    @Test
    void anAddressWithAPasswordInATextThatCannotBeReadIsNotKept() {
        receive("[2,\"d\" ftp:\\/\\/ops:s3cret@files.example.com");

        assertThat(row().raw()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://files.example.com:21/a@b", "ftp://ops@files.example.com:21/"})
    void addressesWithoutPasswordsAreKept(String address) {
        var frame = "[2,\"d\",\"GetDiagnostics\",{\"location\":\"" + address + "\"}]";
        log.sent("d", Action.GET_DIAGNOSTICS, frame);

        assertThat(row().raw()).isEqualTo(frame);
    }

    @Test
    void aChargerThatRefusesTheKeyTwiceIsMaskedTwice() {
        log.sent("c", Action.CHANGE_CONFIGURATION, CHANGE);
        receive("[4,\"c\",\"GenericError\",\"s3cret-of-sixteen is too short\",{}]");
        receive("[4,\"c\",\"GenericError\",\"s3cret-of-sixteen is too short\",{}]");

        assertThat(row().raw()).isNull();
        assertThat(row().errorDescription()).isEqualTo("***");
    }

    @Test
    void aTextWithHarmlessEscapesIsKept() {
        var frame = "[2,\"a\",\"Authorize\",{\"idTag\":\"\\u00e5\"}]";
        receive(frame);

        assertThat(row().raw()).isEqualTo(frame);
    }

    @Test
    void aNameThatIsASecretIsMaskedAlsoOnItsAnswer() {
        receive("[2,\"PRIVATE KEY s3cret\",\"PRIVATE KEY s3cret\",{}]");
        var asked = logged.get(0);
        log.answered(asked, "[4,\"PRIVATE KEY s3cret\",\"NotImplemented\",\"PRIVATE KEY s3cret is no action\",{}]");

        assertThat(MessageRow.word(row().frame().action())).isEqualTo("***");
        assertThat(MessageRow.word(row().frame().messageID())).isEqualTo("***");
        assertThat(row().raw()).isNull();
        assertThat(row().errorDescription()).isEqualTo("***");
    }

    @Test
    void aTextBeyondAllMeasureIsCut() {
        receive("x".repeat(100_000));

        assertThat(row().raw()).hasSize(MessageRow.MOST_CHARACTERS);
        assertThat(MessageRow.word("x".repeat(100_000))).hasSize(MessageRow.MOST_INDEXED);
    }
}
