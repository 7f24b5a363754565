package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeyChanged;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeysRead;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.PasswordAccepted;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.SecurityProfileAccepted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetConfiguration and ChangeConfiguration: which keys are noted, and the two that are more than keys. */
class ConfigurationOperationsTest {
    private final OperationBench bench = new OperationBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{}|{}", "{'key':[]}|{'key':[]}", "{'key':['HeartbeatInterval']}|{'key':['HeartbeatInterval']}"})
    void keysAreAskedForAsTheOperatorDoes_TC_019(String asked, String sent) {
        assertThat(bench.sent("GetConfiguration", asked)).isEqualTo("[2,'x1','GetConfiguration'," + sent + "]");
    }

    @Test
    void whatTheChargerHasAndHasNotIsNoted() {
        bench.answered(
                "GetConfiguration",
                "{}",
                "{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'300'},"
                        + "{'key':'NoValue','readonly':true}],'unknownKey':['Colour']}");
        assertThat(bench.owners.heard())
                .containsExactly(new KeysRead(
                        ID,
                        List.of(key("HeartbeatInterval", "300", false), key("NoValue", null, true)),
                        List.of("Colour"),
                        NOW));
    }

    @Test
    void aPasswordIsNeverNotedHoweverTheChargerSpellsItsKey() {
        bench.answered(
                "GetConfiguration",
                "{}",
                "{'configurationKey':[{'key':'authorizationKEY','readonly':false,'value':'secretsecretsecret'}],"
                        + "'unknownKey':['AuthorizationKey']}");
        assertThat(bench.owners.heard()).containsExactly(new KeysRead(ID, List.of(), List.of(), NOW));
    }

    @Test
    void aKeyNamedTwiceCountsOnceWithItsLastValue() {
        bench.answered(
                "GetConfiguration",
                "{}",
                "{'configurationKey':[{'key':'A','readonly':false,'value':'1'},{'key':'a','readonly':false,'value':'2'}],"
                        + "'unknownKey':['A','B','b','']}");
        assertThat(bench.owners.heard())
                .containsExactly(new KeysRead(ID, List.of(key("a", "2", false)), List.of("b"), NOW));
    }

    @Test
    void anEmptyAnswerOfAKeylessChargerSurvivesAndSilenceSaysNothing() {
        bench.answered("GetConfiguration", "{}", "{}");
        bench.unanswered("GetConfiguration", "{}", "failed");
        assertThat(bench.owners.heard()).containsExactly(new KeysRead(ID, List.of(), List.of(), NOW));
    }

    @Test
    void keyAndValueGoOutAsAsked_TC_021() {
        assertThat(bench.sent("ChangeConfiguration", "{'value':'60','key':'MeterValueSampleInterval'}"))
                .isEqualTo("[2,'x1','ChangeConfiguration',{'key':'MeterValueSampleInterval','value':'60'}]");
    }

    @ParameterizedTest
    @CsvSource({"Accepted", "RebootRequired"})
    void aValueTheChargerTookIsNoted(String status) {
        bench.answered(
                "ChangeConfiguration",
                "{'key':'MeterValueSampleInterval','value':'60'}",
                "{'status':'" + status + "'}");
        assertThat(bench.owners.heard()).containsExactly(new KeyChanged(ID, "MeterValueSampleInterval", "60", NOW));
    }

    @ParameterizedTest
    @CsvSource({"MeterValueSampleInterval,60", "AuthorizationKey,0123456789abcdef", "SecurityProfile,2"})
    void aValueTheChargerRefusedChangesNothing_TC_040(String key, String value) {
        var request = "{'key':'" + key + "','value':'" + value + "'}";
        bench.answered("ChangeConfiguration", request, "{'status':'Rejected'}");
        bench.answered("ChangeConfiguration", request, "{'status':'NotSupported'}");
        bench.unanswered("ChangeConfiguration", request, "timedOut");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AuthorizationKey,Accepted", "AUTHORIZATIONKEY,Accepted", "authorizationKey,RebootRequired"})
    void aNewPasswordGoesToItsOwnerAndNowhereElse_TC_073(String key, String status) {
        bench.answered(
                "ChangeConfiguration",
                "{'key':'" + key + "','value':'0123456789abcdef'}",
                "{'status':'" + status + "'}");
        assertThat(bench.owners.heard()).containsExactly(new PasswordAccepted(ID, "0123456789abcdef", NOW));
    }

    @ParameterizedTest
    @CsvSource({"SecurityProfile,2", "securityprofile,3", "SecurityProfile,0"})
    void aNewSecurityProfileIsNotedAndHoldsFromNowOn_TC_083(String key, String value) {
        bench.answered("ChangeConfiguration", "{'key':'" + key + "','value':'" + value + "'}", "{'status':'Accepted'}");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new KeyChanged(ID, key, value, NOW),
                        new SecurityProfileAccepted(ID, Integer.parseInt(value), NOW));
    }

    @Test
    void aSecurityProfileThatIsNoneIsOnlyAValue() {
        bench.answered("ChangeConfiguration", "{'key':'SecurityProfile','value':'4'}", "{'status':'Accepted'}");
        assertThat(bench.owners.heard()).containsExactly(new KeyChanged(ID, "SecurityProfile", "4", NOW));
    }

    private static ConfigurationEndpoints.Key key(String name, @Nullable String value, boolean readonly) {
        return new ConfigurationEndpoints.Key(name, value, readonly);
    }
}
