package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SendSigned;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignRequested;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A charger asks for a certificate, frame by frame. */
@ExtendWith(TestDatabaseExtension.class)
@Tag("TC_074")
class SignCertificateTest {
    private static final int ID = 100_001;
    private static final String CALL = "[2,\"c1\",\"SignCertificate\",{\"csr\":\"PEM\"}]";

    private final TestNode node;
    private final List<Record> asked = new CopyOnWriteArrayList<>();

    SignCertificateTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aRequestThatHoldsUpIsAcceptedAndItsCertificateSentAfterwards() {
        answer(Future.succeededFuture(new SignAnswered(true, 7L)));
        sending(Future.succeededFuture(Done.DONE));

        node.booted("CP1").send(CALL).gets("[3,\"c1\",{\"status\":\"Accepted\"}]");

        Awaitility.await()
                .untilAsserted(() -> assertThat(asked)
                        .containsExactly(new SignRequested(ID, "PEM", Instant.parse(TestNode.NOW)), new SendSigned(7)));
    }

    @Test
    void aRequestThatDoesNotHoldUpIsRejectedAndNothingIsSent() {
        answer(Future.succeededFuture(new SignAnswered(false, null)));
        sending(Future.succeededFuture(Done.DONE));

        node.booted("CP1")
                .send(CALL)
                .gets("[3,\"c1\",{\"status\":\"Rejected\"}]")
                .send("[2,\"h\",\"Heartbeat\",{}]")
                .gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");

        assertThat(asked).hasSize(1).allMatch(SignRequested.class::isInstance);
    }

    @Test
    void whenItsSigningFailsAfterTheAnswerTheChargerNoticesNothing() {
        answer(Future.succeededFuture(new SignAnswered(true, 7L)));
        sending(Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "away")));

        var charger = node.booted("CP1").send(CALL).gets("[3,\"c1\",{\"status\":\"Accepted\"}]");
        Awaitility.await().untilAsserted(() -> assertThat(asked).hasSize(2));

        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
    }

    @Test
    void aRequestThatCannotBeStoredIsNotAnsweredWithAccepted() {
        answer(Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "away")));

        assertThat(node.booted("CP1").send(CALL).next()).startsWith("[4,\"c1\",\"InternalError\",");
    }

    private void answer(Future<SignAnswered> with) {
        node.bus.answer(CertificateEndpoints.SIGN_REQUESTED, ask -> {
            asked.add(ask);
            return with;
        });
    }

    private void sending(Future<Done> with) {
        node.bus.answer(CertificateEndpoints.SEND_SIGNED, ask -> {
            asked.add(ask);
            return with;
        });
    }
}
