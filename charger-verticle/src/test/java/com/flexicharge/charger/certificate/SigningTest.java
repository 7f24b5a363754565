package com.flexicharge.charger.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.Awaiting;
import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.ChainAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.GetCertificates;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SendSigned;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignRequested;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.StoredCertificate;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SendCertificate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a charger's request to the certificate it has. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("TC_074")
class SigningTest {
    private static final KeyPair ROOT_KEYS = Issuing.ec("secp256r1");
    private static final X509CertificateHolder ROOT = Issuing.root(ROOT_KEYS, "CN=Charger CA", true);

    private final List<SendCertificate> sent = new CopyOnWriteArrayList<>();
    private volatile Optional<Refusal> refusing = Optional.empty();
    private RunningRegistry registry;
    private SigningWorkers workers;
    private Optional<CertificateAuthority> authority;

    @BeforeAll
    void start(TestDatabase database, @TempDir Path folder) {
        registry = RunningRegistry.start(
                database, Issuing.files(folder, Issuing.pem(ROOT), Issuing.pem(ROOT_KEYS.getPrivate())));
        workers = new SigningWorkers(registry.vertx);
        authority = Optional.of(new OwnAuthority(new AuthorityKeys(List.of(ROOT), ROOT_KEYS.getPrivate()), workers));
        registry.bus.answer(CommandEndpoints.SEND_CERTIFICATE, ask -> {
            if (refusing.isPresent()) {
                return Future.failedFuture(refusing.get());
            }
            sent.add(ask);
            return Future.succeededFuture(Done.DONE);
        });
    }

    @BeforeEach
    void forget() {
        sent.clear();
        refusing = Optional.empty();
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void anEcdsaKeyIsSigned() throws Exception {
        chainHolds(Issuing.ec("secp256r1"), "sign-ec");
    }

    @Test
    void anRsaKeyIsSigned() throws Exception {
        chainHolds(Issuing.rsa(2048), "sign-rsa");
    }

    @Test
    void theSameRequestTwiceIsOneCertificate() {
        var id = charger("sign-twice");
        var csr = Issuing.request(Issuing.ec("secp256r1"), "CN=sign-twice");

        var first = request(id, csr);
        send(first);
        var second = request(id, csr);
        send(second);

        assertThat(second).isEqualTo(first);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aRequestThatDoesNotHoldUpIsRefusedWithItsReason() {
        var id = charger("sign-wrong");

        var answer = request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=somebody-else"));

        assertThat(answer).isEqualTo(new SignAnswered(false, null));
        assertThat(only(id).state()).isEqualTo(CertificateState.REJECTED);
        assertThat(only(id).reason()).contains("common name");
    }

    @Test
    void aChargerThatAsksWithoutEndIsRefused() {
        var id = charger("sign-flood");

        for (int i = 0; i < 10; i++) {
            assertThat(request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-flood"))
                            .accepted())
                    .isTrue();
        }

        assertThat(request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-flood"))
                        .accepted())
                .isFalse();
        assertThat(rows(id)).hasSize(10);
    }

    @Test
    void whatWasAcceptedByAProcessThatDiedIsSentByTheNextSweepOnce() {
        var id = charger("sign-died");
        request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-died"));

        sweep();
        assertThat(sentTo(id)).isEmpty();
        registry.clock.advance(Duration.ofSeconds(61));
        sweep();
        registry.clock.advance(Duration.ofHours(1));
        sweep();

        assertThat(sentTo(id)).hasSize(1);
        assertThat(only(id).state()).isEqualTo(CertificateState.SENT);
    }

    @Test
    void whatCouldNotBeHandedOverIsTriedAgainWithTheSameChain() {
        var id = charger("sign-away");
        var answer = request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-away"));
        refusing = Optional.of(Refusal.of(Reason.UNAVAILABLE, "unavailable", "away"));

        assertThat(Awaiting.refusal(registry.bus.ask(CertificateEndpoints.SEND_SIGNED, asked(answer)))
                        .reason())
                .isEqualTo(Reason.UNAVAILABLE);
        var signed = only(id).pem();
        refusing = Optional.empty();
        registry.clock.advance(Duration.ofSeconds(61));
        sweep();

        assertThat(sentTo(id)).extracting(SendCertificate::certificateChain).containsExactly(signed);
        assertThat(sentTo(id))
                .extracting(SendCertificate::idempotencyKey)
                .containsExactly("certificate-" + answer.certificateID());
    }

    @Test
    void whatNobodyTakesIsGivenUpAfterTenTries() {
        var id = charger("sign-given-up");
        request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-given-up"));
        refusing = Optional.of(Refusal.of(Reason.UNAVAILABLE, "unavailable", "It is away."));

        for (int i = 0; i < 10; i++) {
            assertThat(only(id).state()).isNotEqualTo(CertificateState.REJECTED);
            registry.clock.advance(Duration.ofHours(10));
            sweep();
        }

        assertThat(only(id).state()).isEqualTo(CertificateState.REJECTED);
        assertThat(only(id).reason()).isEqualTo("It could not be sent: It is away.");
    }

    @Test
    void theAcceptedCertificateTakesThePlaceOfTheFormerWhichIsWithdrawn() {
        var id = charger("sign-renewed");
        var former = signed(id, "sign-renewed");
        chainAnswered(id, former, true, null);
        var next = signed(id, "sign-renewed");

        chainAnswered(id, next, false, "Rejected");
        assertThat(rows(id))
                .extracting(StoredCertificate::state)
                .containsExactly(CertificateState.INSTALLED, CertificateState.REJECTED);
        var last = signed(id, "sign-renewed");
        chainAnswered(id, last, true, null);

        assertThat(rows(id))
                .extracting(StoredCertificate::state)
                .containsExactly(CertificateState.REMOVED, CertificateState.REJECTED, CertificateState.INSTALLED);
        assertThat(isWithdrawn(id, former)).isFalse();
        assertThat(isWithdrawn(id, next)).isTrue();
        assertThat(isWithdrawn(id, last)).isFalse();
        assertThat(isWithdrawn(id, former)).isTrue();
    }

    @Test
    void aReplacedCertificateHoldsForADayAtMost() {
        var id = charger("sign-unused");
        var former = signed(id, "sign-unused");
        chainAnswered(id, former, true, null);
        chainAnswered(id, signed(id, "sign-unused"), true, null);

        registry.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(isWithdrawn(id, former)).isFalse();
        registry.clock.advance(Duration.ofMillis(1));
        assertThat(isWithdrawn(id, former)).isTrue();
    }

    @Test
    void aReplacedCertificateThatTheChargerDeletesIsWithdrawnAtOnce() {
        var id = charger("sign-deleted");
        var former = signed(id, "sign-deleted");
        chainAnswered(id, former, true, null);
        chainAnswered(id, signed(id, "sign-deleted"), true, null);
        registry.clock.advance(Duration.ofSeconds(1));

        var hash = CertificateHashes.of(Pem.certificates(former), "SHA256").orElseThrow();
        registry.ask(
                CertificateEndpoints.CERTIFICATE_DELETED, new CertificateEndpoints.CertificateDeleted(id, hash, now()));

        assertThat(isWithdrawn(id, former)).isTrue();
    }

    @Test
    void aChargerThatCallsItselfAnotherOneWhenItBootsGetsNoCertificateOfItsName() {
        var id = charger("sign-impostor");
        charger("sign-victim");
        bootsAs(id, "sign-victim");

        assertThat(request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-victim")))
                .isEqualTo(new SignAnswered(false, null));
    }

    @Test
    void aCertificateSignedForOneChargerIsNoneForAnotherThatGotTheNameLater() {
        var id = charger("sign-early");
        bootsAs(id, "sign-late");
        var chain = signed(id, "sign-late");

        assertThat(isWithdrawn(charger("sign-late"), chain)).isTrue();
        assertThat(isWithdrawn(id, chain)).isFalse();
    }

    @Test
    void aChargerThatWaitsForAnOperatorGetsNoCertificate() {
        var id = charger("sign-pending");
        stored("update charger.chargers set registration = 'pending' where connector_id = " + id);

        assertThat(request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=sign-pending")))
                .isEqualTo(new SignAnswered(false, null));
    }

    private void bootsAs(int id, String serialNumber) {
        stored("update charger.chargers set charge_point_serial = '" + serialNumber + "' where connector_id = " + id);
    }

    private void stored(String sql) {
        Awaiting.result(
                registry.database.query(client -> client.query(sql).execute()).map(true));
    }

    private void chainHolds(KeyPair keys, String name) throws Exception {
        var id = charger(name);

        send(request(id, Issuing.request(keys, "CN=" + name + ",O=Operator")));

        var chain = read(sentTo(id).get(0).certificateChain());
        var leaf = chain.get(0);
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(1), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(registry.clock.instant()));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
        assertThat(chain.get(1).getEncoded()).isEqualTo(ROOT.getEncoded());
        assertThat(leaf.getPublicKey().getEncoded()).isEqualTo(keys.getPublic().getEncoded());
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=" + name + ",O=Operator");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getKeyUsage()).containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getSerialNumber().bitLength()).isLessThanOrEqualTo(128);
        assertThat(leaf.getNotAfter())
                .isEqualTo(Date.from(registry.clock.instant().plus(Duration.ofDays(365))));
        assertThat(only(id).validTo()).isEqualTo(leaf.getNotAfter().toInstant());
    }

    private static List<X509Certificate> read(String pem) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private String signed(int id, String name) {
        send(request(id, Issuing.request(Issuing.ec("secp256r1"), "CN=" + name)));
        registry.clock.advance(Duration.ofSeconds(1));
        var all = sentTo(id);
        return all.get(all.size() - 1).certificateChain();
    }

    private boolean isWithdrawn(int id, String chain) {
        var serialNumber = Pem.certificates(chain).get(0).getSerialNumber().toString(16);
        return Awaiting.result(repository().isWithdrawn(id, "0" + serialNumber.toUpperCase(Locale.ROOT), now()));
    }

    private CertificateRepository repository() {
        return new CertificateRepository(registry.database);
    }

    private void sweep() {
        Awaiting.result(new SigningService(repository(), authority, workers, registry.bus, registry.clock)
                .sendWaiting()
                .map(true));
    }

    private int charger(String serialNumber) {
        return registry.charger(serialNumber).connectorID();
    }

    private SignAnswered request(int id, String csr) {
        return registry.ask(CertificateEndpoints.SIGN_REQUESTED, new SignRequested(id, csr, now()));
    }

    private static SendSigned asked(SignAnswered answer) {
        return new SendSigned(Objects.requireNonNull(answer.certificateID()));
    }

    private void send(SignAnswered answer) {
        registry.ask(CertificateEndpoints.SEND_SIGNED, asked(answer));
    }

    private void chainAnswered(int id, String chain, boolean accepted, @Nullable String reason) {
        var answer = new ChainAnswered(id, chain, accepted, reason, now());
        registry.ask(CertificateEndpoints.CHAIN_ANSWERED, answer);
        registry.ask(CertificateEndpoints.CHAIN_ANSWERED, answer);
    }

    private List<SendCertificate> sentTo(int id) {
        return sent.stream().filter(one -> one.connectorID() == id).toList();
    }

    private StoredCertificate only(int id) {
        assertThat(rows(id)).hasSize(1);
        return rows(id).get(0);
    }

    private List<StoredCertificate> rows(int id) {
        return registry.ask(CertificateEndpoints.GET_CERTIFICATES, new GetCertificates(id, PageRequest.EVERYTHING))
                .certificates();
    }

    private Instant now() {
        return registry.clock.instant();
    }
}
