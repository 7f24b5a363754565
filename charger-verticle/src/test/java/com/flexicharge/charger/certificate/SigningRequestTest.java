package com.flexicharge.charger.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.contract.Refusal;
import java.security.KeyPair;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests hold up. */
class SigningRequestTest {
    private static final KeyPair EC = Issuing.ec("secp256r1");
    private static final Set<String> NAMES = Set.of("CP1", "SN-1");

    @Test
    void anRsaKeyOf2048BitsHoldsUp() {
        var request = SigningRequest.read(Issuing.request(Issuing.rsa(2048), "CN=CP1,O=Operator"));

        assertThat(request.commonName()).isEqualTo("CP1");
        assertThat(request.organisation()).contains("Operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp224r1", "secp256r1", "secp384r1", "secp521r1"})
    void everyNistCurveFrom224BitsHoldsUp(String curve) {
        assertThat(SigningRequest.read(Issuing.request(Issuing.ec(curve), "CN=CP1"))
                        .commonName())
                .isEqualTo("CP1");
    }

    @Test
    void keysThatAreTooShortDoNot() {
        refused(Issuing.request(Issuing.rsa(1024), "CN=CP1"), "2048");
        refused(Issuing.request(Issuing.ec("secp192r1"), "CN=CP1"), "P-224");
    }

    @Test
    void aSignatureWithSha1DoesNot() {
        refused(Issuing.request(EC, EC, "CN=CP1", "SHA1withECDSA"), "SHA-256");
    }

    @Test
    void aSignatureOfAnotherKeyDoesNot() {
        refused(Issuing.request(EC, Issuing.ec("secp256r1"), "CN=CP1", "SHA256withECDSA"), "signature");
    }

    @Test
    void whatIsNoRequestDoesNot() {
        refused("PEM", "PKCS#10");
        refused("", "PKCS#10");
        refused("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "PKCS#10");
        refused(Issuing.pem(Issuing.root(EC, "CN=CP1", false)), "PKCS#10");
        refused("x".repeat(5_501), "5500");
    }

    @Test
    void aSubjectWithoutACommonNameDoesNot() {
        refused(Issuing.request(EC, "O=Operator"), "common name");
    }

    @Test
    void anOrganisationThatWouldNotFitIntoAChainDoesNot() {
        refused(Issuing.request(EC, "CN=CP1,O=" + "o".repeat(65)), "organisation");
    }

    @Test
    void itMustNameTheChargerByItsIdentityOrSerialNumber() {
        SigningRequest.read(Issuing.request(EC, "CN=CP1")).mustBeOf(NAMES, Optional.empty());
        SigningRequest.read(Issuing.request(EC, "CN=SN-1")).mustBeOf(NAMES, Optional.empty());
        var other = SigningRequest.read(Issuing.request(EC, "CN=CP2"));

        assertThatThrownBy(() -> other.mustBeOf(NAMES, Optional.empty())).hasMessageContaining("common name");
    }

    @Test
    void itsOrganisationMustBeTheOperatorTheChargerKnows() {
        var right = SigningRequest.read(Issuing.request(EC, "O=Operator,CN=CP1"));
        var none = SigningRequest.read(Issuing.request(EC, "CN=CP1"));

        right.mustBeOf(NAMES, Optional.of("Operator"));
        assertThatThrownBy(() -> right.mustBeOf(NAMES, Optional.of("Other"))).hasMessageContaining("CpoName");
        assertThatThrownBy(() -> none.mustBeOf(NAMES, Optional.of("Operator"))).hasMessageContaining("CpoName");
    }

    @Test
    void ofItsOtherNamesOnlyItsOwnCounts() {
        var own = new GeneralName(GeneralName.dNSName, "CP1");
        var foreign = new GeneralName(GeneralName.dNSName, "backend.example.org");

        assertThat(SigningRequest.read(Issuing.request(EC, EC, "CN=CP1", "SHA256withECDSA", foreign, own))
                        .namesItself())
                .isTrue();
        assertThat(SigningRequest.read(Issuing.request(EC, EC, "CN=CP1", "SHA256withECDSA", foreign))
                        .namesItself())
                .isFalse();
    }

    private static void refused(String pem, String why) {
        assertThatThrownBy(() -> SigningRequest.read(pem))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("invalidCsr"))
                .hasMessageContaining(why);
    }
}
