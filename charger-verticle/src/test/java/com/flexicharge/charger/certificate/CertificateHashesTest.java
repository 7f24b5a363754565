package com.flexicharge.charger.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateHash;
import org.junit.jupiter.api.Test;

/** Certificates as OCPP names them, beside what {@code openssl ocsp} computes of the same. */
class CertificateHashesTest {
    private static final String ROOT = """
            -----BEGIN CERTIFICATE-----
            MIIBmzCCAUGgAwIBAgIGAKsSzTTvMAoGCCqGSM49BAMCMCoxFDASBgNVBAoMC0Zs
            ZXhpQ2hhcmdlMRIwEAYDVQQDDAlUZXN0IFJvb3QwHhcNMjYxMTIzMDIwOTE3WhcN
            MzYxMTIwMDIwOTE3WjAqMRQwEgYDVQQKDAtGbGV4aUNoYXJnZTESMBAGA1UEAwwJ
            VGVzdCBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEc/RAfkQ4RVMvzQu0
            1KxXZSO8B9oCz66K+PA39uxPipdRf3mI0G51ia5FfJQBOApsVaN0B9xtB5sF1yVo
            630MD6NTMFEwHQYDVR0OBBYEFL7e6tfmnEdBg6nFIv3JYzqN/ZOIMB8GA1UdIwQY
            MBaAFL7e6tfmnEdBg6nFIv3JYzqN/ZOIMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
            zj0EAwIDSAAwRQIgMhMpHghkrNGsUnVFRaS2B4B8F+AAaSSEg4w+I1sruP0CIQDD
            EX1xrjglXmv/SGMth1zCB6FuAy5xF1aOvGx4pIgOaQ==
            -----END CERTIFICATE-----
            """;

    @Test
    void theHashesAreThoseOfOpenssl() {
        assertThat(CertificateHashes.of(Pem.certificates(ROOT), "SHA256"))
                .contains(new CertificateHash(
                        "SHA256",
                        "1c996e0c9ba149a160843c71cf3cf3f20d5278c09f9bc2e3415952c323204be0",
                        "fa0a329e396b6683b3f25ca095dde58f1d4a7d303d1dc75e012998cf008b4e32",
                        "ab12cd34ef"));
    }

    @Test
    void theOtherAlgorithmsGiveLongerOnes() {
        var sha384 = CertificateHashes.of(Pem.certificates(ROOT), "SHA384").orElseThrow();
        var sha512 = CertificateHashes.of(Pem.certificates(ROOT), "SHA512").orElseThrow();

        assertThat(sha384.issuerNameHash()).hasSize(96).startsWith("2f7a5761ec12c354ae97");
        assertThat(sha512.issuerKeyHash()).hasSize(128).startsWith("adbe7ec0bd1f4aa0d344");
    }

    @Test
    void anUnknownAlgorithmAndATextThatIsNoCertificateHaveNone() {
        assertThat(CertificateHashes.of(Pem.certificates(ROOT), "MD5")).isEmpty();
        assertThat(CertificateHashes.of(Pem.certificates("x"), "SHA256")).isEmpty();
    }

    @Test
    void letterCaseAndLeadingZerosDoNotTellTwoApart() {
        var one = new CertificateHash("SHA256", "aa", "bb", "00AB");

        assertThat(CertificateHashes.same(one, new CertificateHash("SHA256", "AA", "BB", "ab")))
                .isTrue();
        assertThat(CertificateHashes.same(one, new CertificateHash("SHA256", "aa", "bb", "ab1")))
                .isFalse();
        assertThat(CertificateHashes.same(one, new CertificateHash("SHA512", "aa", "bb", "ab")))
                .isFalse();
    }
}
