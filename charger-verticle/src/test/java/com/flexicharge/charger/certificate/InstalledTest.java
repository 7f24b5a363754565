package com.flexicharge.charger.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateDeleted;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateKind;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateState;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificatesListed;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.ChainAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.GetCertificates;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.RootAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignRequested;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.StoredCertificate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a charger says of the certificates it has. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstalledTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final CertificateKind ROOT = CertificateKind.CENTRAL_SYSTEM_ROOT;

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    @Tag("TC_075")
    void anAcceptedRootIsInstalledOnceHoweverOftenItIsTold() {
        var id = charger("root-accepted");
        var root = root("A");

        answered(id, root, true, NOW);
        answered(id, root, true, NOW);
        answered(id, root, true, NOW.plusSeconds(5));

        assertThat(rows(id)).hasSize(1);
        assertThat(rows(id).get(0).state()).isEqualTo(CertificateState.INSTALLED);
        assertThat(rows(id).get(0).hash()).isEqualTo(hash(root, "SHA256"));
        assertThat(rows(id).get(0).validTo()).isEqualTo(Instant.parse("2035-12-30T00:00:00Z"));
    }

    @Test
    @Tag("TC_078")
    void aTextThatIsNoCertificateIsKeptWithTheAnswer() {
        var id = charger("root-text");

        registry.ask(
                CertificateEndpoints.ROOT_ANSWERED,
                new RootAnswered(id, CertificateKind.MANUFACTURER_ROOT, "no cert\0ificate", false, "Rejected", NOW));

        assertThat(rows(id))
                .extracting(
                        StoredCertificate::kind,
                        StoredCertificate::pem,
                        StoredCertificate::hash,
                        StoredCertificate::state,
                        StoredCertificate::reason)
                .containsExactly(tuple(
                        CertificateKind.MANUFACTURER_ROOT,
                        "no certificate",
                        null,
                        CertificateState.REJECTED,
                        "Rejected"));
    }

    @Test
    @Tag("TC_076")
    void aDeletedRootIsRemovedByAHashInAnyAlgorithmAndSpelling() {
        var id = charger("root-deleted");
        var root = root("B");
        answered(id, root, true, NOW);
        answered(id, root("C"), true, NOW);
        var hash = hash(root, "SHA512");

        registry.ask(
                CertificateEndpoints.CERTIFICATE_DELETED,
                new CertificateDeleted(
                        id,
                        new CertificateHash(
                                "SHA512",
                                hash.issuerNameHash().toUpperCase(Locale.ROOT),
                                hash.issuerKeyHash(),
                                "00" + hash.serialNumber().toUpperCase(Locale.ROOT)),
                        NOW.plusSeconds(1)));

        assertThat(rows(id))
                .extracting(StoredCertificate::state)
                .containsExactly(CertificateState.REMOVED, CertificateState.INSTALLED);
    }

    @Test
    void anAnswerThatComesLateDoesNotBringBackWhatWasDeleted() {
        var id = charger("root-late");
        var root = root("D");
        answered(id, root, true, NOW);
        registry.ask(
                CertificateEndpoints.CERTIFICATE_DELETED,
                new CertificateDeleted(id, hash(root, "SHA256"), NOW.plusSeconds(10)));

        answered(id, root, true, NOW.plusSeconds(5));
        listed(id, NOW.plusSeconds(6), hash(root, "SHA256"));

        assertThat(rows(id)).extracting(StoredCertificate::state).containsExactly(CertificateState.REMOVED);
    }

    @Test
    @Tag("TC_076")
    void whatIsListedIsThereAndWhatIsNotIsGone() {
        var id = charger("root-listed");
        var kept = root("E");
        answered(id, kept, true, NOW);
        answered(id, root("F"), true, NOW);
        var unknown = new CertificateHash("SHA256", "aa", "bb", "1");

        listed(id, NOW.plusSeconds(1), hash(kept, "SHA384"), unknown);
        listed(id, NOW.plusSeconds(1), hash(kept, "SHA384"), unknown);
        listed(id, NOW.plusSeconds(2), hash(kept, "SHA384"), unknown);

        assertThat(rows(id))
                .extracting(StoredCertificate::hash, StoredCertificate::state)
                .containsExactly(
                        tuple(hash(kept, "SHA384"), CertificateState.INSTALLED),
                        tuple(hash(root("F"), "SHA256"), CertificateState.REMOVED),
                        tuple(unknown, CertificateState.INSTALLED));

        listed(id, NOW.plusSeconds(3));

        assertThat(rows(id)).extracting(StoredCertificate::state).containsOnly(CertificateState.REMOVED);
    }

    @Test
    @Tag("TC_077")
    void aChainThatAnOperatorSentByHandIsKeptToo() {
        var id = charger("chain-by-hand");

        registry.ask(CertificateEndpoints.CHAIN_ANSWERED, new ChainAnswered(id, "no chain", false, "Rejected", NOW));

        assertThat(rows(id))
                .extracting(StoredCertificate::kind, StoredCertificate::pem, StoredCertificate::state)
                .containsExactly(tuple(CertificateKind.CHARGER, "no chain", CertificateState.REJECTED));
    }

    @Test
    void withoutAnAuthorityNoRequestIsAccepted() {
        var id = charger("sign-nobody");
        var csr = Issuing.request(Issuing.ec("secp256r1"), "CN=sign-nobody");

        assertThat(registry.ask(CertificateEndpoints.SIGN_REQUESTED, new SignRequested(id, csr, NOW)))
                .isEqualTo(new SignAnswered(false, null));
        assertThat(rows(id)).isEmpty();
    }

    @Test
    void anUnknownChargerHasNone() {
        assertThat(registry.refusal(
                                CertificateEndpoints.GET_CERTIFICATES, new GetCertificates(7, PageRequest.EVERYTHING))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private int charger(String serialNumber) {
        return registry.charger(serialNumber).connectorID();
    }

    /** The same name gives the same key, so the same hash, in one run of the tests. */
    private final Map<String, X509CertificateHolder> roots = new HashMap<>();

    private X509CertificateHolder root(String name) {
        return roots.computeIfAbsent(name, made -> Issuing.root(Issuing.ec("secp256r1"), "CN=Root " + made, true));
    }

    private static CertificateHash hash(X509CertificateHolder root, String algorithm) {
        return CertificateHashes.of(List.of(root), algorithm).orElseThrow();
    }

    private void answered(int id, X509CertificateHolder root, boolean accepted, Instant at) {
        registry.ask(
                CertificateEndpoints.ROOT_ANSWERED, new RootAnswered(id, ROOT, Issuing.pem(root), accepted, null, at));
    }

    private void listed(int id, Instant at, CertificateHash... hashes) {
        registry.ask(CertificateEndpoints.CERTIFICATES_LISTED, new CertificatesListed(id, ROOT, List.of(hashes), at));
    }

    private List<StoredCertificate> rows(int id) {
        return registry.ask(CertificateEndpoints.GET_CERTIFICATES, new GetCertificates(id, PageRequest.EVERYTHING))
                .certificates();
    }
}
