package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.Reading;
import com.flexicharge.ocpp.message.Reset;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The odd forms FlexiCharge chargers send, what is made of them, and the exact texts of the few refusals. */
class FlexiChargeFormsTest {
    private static final FlexiCharge CHARGER = new FlexiCharge(100009);

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|[4,'-1','GenericError','The message could not be read.',{}]",
                "{}|[4,'-1','GenericError','The message could not be read.',{}]",
                "[]|[4,'-1','GenericError','The message could not be read.',{}]",
                "[2]|[4,'-1','GenericError','The message could not be read.',{}]",
                "[2,null,'Heartbeat',{}]|[4,'-1','GenericError','The message could not be read.',{}]",
                "[2,{},'Heartbeat',{}]|[4,'-1','GenericError','The message could not be read.',{}]",
                "[2,'U'|[4,'-1','GenericError','The message could not be read.',{}]",
                "[2,'U']|[4,'U','GenericError','The message could not be read.',{}]",
                "[2,'U',7,{}]|[4,'U','GenericError','The message could not be read.',{}]",
                "[1,'U','Heartbeat',{}]|[4,'U','GenericError','MessageTypeID is invalid',{}]",
                "['2','U','Heartbeat',{}]|[4,'U','GenericError','MessageTypeID is invalid',{}]",
                "[5,17,'Heartbeat',{}]|[4,17,'GenericError','MessageTypeID is invalid',{}]",
                "[3]|ignored: answerWithoutId",
                "[4,null]|ignored: answerWithoutId",
                "[2,'U','Fly',{}]|[4,'U','NotImplemented','The *Fly* function is not implemented yet.',{}]",
                "[2,17.5,'Reset',{}]|[4,17.5,'NotImplemented','The *Reset* function is not implemented yet.',{}]",
                "[2,'U','FirmwareStatusNotification',{}]"
                        + "|[4,'U','NotImplemented','The *FirmwareStatusNotification* function is not implemented yet.',{}]",
                "[2,'U','StatusNotification',{'status':'Odd'}]|[4,'U','GenericError','invalidStatus',{}]",
                "[2,'U','StatusNotification',{'status':'available'}]|[4,'U','GenericError','invalidStatus',{}]",
                "[2,'U','StatusNotification',{}]|[4,'U','GenericError','invalidStatus',{}]",
                "[2,'U','StatusNotification']|[4,'U','GenericError','invalidStatus',{}]",
                "[2,'U','Heartbeat']|accepted",
                "[2,'U','Heartbeat',null]|accepted",
                "[2,'','Heartbeat',[]]|accepted",
                "[2,'U','Heartbeat',{},'more']|accepted",
                "[2,'a uid of far more than thirty-six characters, constant for ever','StopTransaction',{}]|accepted",
                "[2,'U','StartTransaction',{'meterStart':{},'timestamp':[]}]|accepted",
                "[2,'U','MeterValues',{'values':7}]|accepted",
                "[2,'U','MeterValues',{'meterValue':7}]|accepted",
            })
    void everyFormHasItsAnswer(String in, String out) {
        assertThat(Answers.to(CHARGER, quoted(in))).isEqualTo(quoted(out));
    }

    @Test
    void theGreetingOfAnUnknownSerialHasANumericId() {
        assertThat(FlexiCharge.UNKNOWN_SERIAL_FRAME)
                .isEqualTo("[4,1337,\"SecurityError\",\"Serial number was not found in database.\",{}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Available",
                "Preparing",
                "Charging",
                "SuspendedEVSE",
                "SuspendedEV",
                "Finishing",
                "Reserved",
                "Unavailable",
                "Faulted"
            })
    void allNineStatusWordsAreKnown(String status) {
        var request = Answers.request(
                CHARGER,
                quoted("[2,'U','StatusNotification',{'connectorID':null,'status':'" + status
                        + "','errorCode':'Burnt'}]"),
                StatusNotification.Request.class);
        assertThat(request.status().wire()).isEqualTo(status);
        assertThat(request.errorCode().text()).isEqualTo("Burnt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1760000010|2025-10-09T08:53:30Z",
                "1760000010.25|2025-10-09T08:53:30.250Z",
                "1760000010.2567|2025-10-09T08:53:30.256Z",
                "1760000010250|2025-10-09T08:53:30.250Z",
                "1760000010250.9|2025-10-09T08:53:30.250Z",
                "1760000010250999|2025-10-09T08:53:30.250Z",
                "'1760000010'|2025-10-09T08:53:30Z",
                "'2025-10-09T08:53:30Z'|2025-10-09T08:53:30Z",
                "946684800|2000-01-01T00:00:00Z",
                "946684799.999|none",
                "4102444799|2099-12-31T23:59:59Z",
                "4102444800|none",
                "99999999999|none",
                "0|none",
                "0.0000000001|none",
                "-1760000010|none",
                "1e300|none",
                "'1971-01-01T00:00:00Z'|none",
                "'yesterday'|none",
                "null|none",
                "{}|none",
                "true|none",
            })
    void timesAreToldApartByTheirSize(String timestamp, String expected) {
        var request = Answers.request(
                CHARGER,
                quoted("[2,'U','StartTransaction',{'meterStart':0,'timestamp':" + timestamp + "}]"),
                StartTransaction.Request.class);
        assertThat(request.timestamp().instant().map(Object::toString).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5000|5000",
                "5000.99|5000",
                "'5000.99'|5000",
                "' 12 '|12",
                "0|0",
                "5e3|5000",
                "-1|none",
                "-0.5|none",
                "'much'|none",
                "null|none",
                "[5]|none",
                "true|none",
                "1e30|none",
                "1e999999999|none",
            })
    void metersAreFlooredToWhAndAbsentWhenUnusable(String meter, String expected) {
        var request = Answers.request(
                CHARGER,
                quoted("[2,'U','StopTransaction',{'meterStop':" + meter + "}]"),
                StopTransaction.Request.class);
        assertThat(request.meterStop().map(Object::toString).orElse("none")).isEqualTo(expected);
        assertThat(request.timestamp().raw()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idTag", "id_tag", "idTAG", "IDTag", "ID_TAG"})
    void everySpellingOfAnIdIsRead(String name) {
        var text = quoted("[2,'U','StopTransaction',{'" + name + "':1,'transactionID':7,'METERSTOP':3}]");
        assertThat(Answers.deviations(CHARGER, text))
                .contains(Deviation.ID_TAG_SPELLING, Deviation.TRANSACTION_ID_IGNORED);
        assertThat(Answers.request(CHARGER, text, StopTransaction.Request.class).meterStop())
                .contains(3L);
    }

    @Test
    void aStopForReasonsOcppDoesNotKnow() {
        var request = Answers.request(
                CHARGER, quoted("[2,'U','StopTransaction',{'reason':'Full\\u0000'}]"), StopTransaction.Request.class);
        assertThat(request.reason().orElseThrow().text()).isEqualTo("Full");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'value':35,'measurand':'Energy.Active.Import'}|register 35",
                "{'value':35,'measurand':'Energy,Active,Import'}|register 35",
                "{'value':35.9}|register 35",
                "{'value':'35.9'}|register 35",
                "35|register 35",
                "{'value':1.5,'unit':'kWh'}|register 1500",
                "{'value':35,'measurand':'Energy.Active.Import.Interval'}|delivered 35",
                "{'value':35,'measurand':'Energy.Active,Import.Interval'}|delivered 35",
                "{'value':null}|none",
                "{'value':'much'}|none",
                "{'value':-4}|none",
                "{}|none",
                "null|none",
            })
    void theMeasurandTellsWhatTheEnergyCounts(String chargedSoFar, String expected) {
        assertThat(energy(reading("{'chargedSoFar':" + chargedSoFar + "}"))).isEqualTo(expected);
    }

    private static String energy(Reading reading) {
        return reading.registerWh()
                .map(wh -> "register " + wh)
                .or(() -> reading.deliveredWh().map(wh -> "delivered " + wh))
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"12.9|12", "-3|0", "130|100", "'55'|55", "'full'|none", "null|none"})
    void percentIsFlooredAndClamped(String value, String expected) {
        var reading = reading("{'chargingPercent':{'value':" + value + "}}");
        assertThat(reading.percent().map(Object::toString).orElse("none")).isEqualTo(expected);
    }

    @Test
    void powerIsNeverNegative() {
        assertThat(reading("{'chargingPower':{'value':-5}}").powerW()).contains(0);
        assertThat(reading("{'chargingPower':{'value':7.2,'unit':'kW'}}").powerW())
                .contains(7200);
    }

    @Test
    void aMessageWithoutValuesIsStillAReading() {
        var reading = reading("{}");
        assertThat(reading.registerWh()).isEmpty();
        assertThat(reading.powerW()).isEmpty();
        assertThat(reading.percent()).isEmpty();
    }

    private static Reading reading(String values) {
        var request = Answers.request(
                CHARGER,
                quoted("[2,'U','MeterValues',{'timestamp':1760000011000,'values':" + values + "}]"),
                MeterValues.Request.class);
        return CHARGER.readings(request.meterValue()).get(0);
    }

    @Test
    void ocppsOwnMeterValuesAreReadToo() {
        var request = Answers.request(
                CHARGER,
                quoted(
                        "[2,'U','MeterValues',{'connectorId':1,'meterValue':[{'timestamp':'2026-01-02T03:04:05Z','sampledValue':"
                                + "[{'value':'35','measurand':'Energy.Active.Import.Register','extra':1}]},{'timestamp':7}]}]"),
                MeterValues.Request.class);
        assertThat(CHARGER.readings(request.meterValue()))
                .singleElement()
                .satisfies(reading -> assertThat(reading.registerWh()).contains(35L));
    }

    @Test
    void theSameReadingHasTheSameKeyAndAStoppedClockDoesNot() {
        var reading = reading("{'chargedSoFar':{'value':35}}");
        assertThat(reading.key())
                .isEqualTo(reading("{'chargedSoFar':{'value':35}}").key());
        assertThat(reading.key())
                .isNotEqualTo(reading("{'chargedSoFar':{'value':36}}").key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{\\'transactionId\\':1,\\'latestMeterValue\\':5000.5,\\'CurrentChargePercentage\\':42}'",
                "{'transactionId':1,'latestMeterValue':5000.5,'CurrentChargePercentage':42}",
            })
    void aChargeLevelUpdateIsAReadingWithoutATime(String data) {
        var text = "[2,'U','DataTransfer',{'vendorId':'com.flexicharge','messageId':'ChargeLevelUpdate','data':" + data
                + "}]";
        var transfer =
                Answers.request(CHARGER, text.replace("\\'", "\\\"").replace('\'', '"'), DataTransfer.Request.class);
        assertThat(transfer.messageId()).contains(FlexiCharge.CHARGE_LEVEL_UPDATE);
        var level = CHARGER.chargeLevel(transfer).orElseThrow();
        assertThat(level.transactionId()).isEmpty();
        assertThat(CHARGER.readings(level.meterValue())).singleElement().satisfies(reading -> {
            assertThat(reading.registerWh()).contains(5000L);
            assertThat(reading.percent()).contains(42);
            assertThat(reading.takenAt().instant()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"latestMeterValue\":\"much\"}",
                "{\"latestMeterValue\":1e99999999999}"
            })
    void unreadableChargeLevelsAreNone(String data) {
        var transfer = new DataTransfer.Request("com.flexicharge", Optional.of("ChargeLevelUpdate"), Optional.of(data));
        assertThat(CHARGER.chargeLevel(transfer)).isEmpty();
        assertThat(new Strict16().chargeLevel(transfer)).isEmpty();
    }

    @Test
    void dataTransfersAreAnsweredWithData() {
        var call = Answers.call(CHARGER, "[2,\"U\",\"DataTransfer\",{}]");
        assertThat(CHARGER.writeResult(
                        call, new DataTransfer.Response(DataTransfer.Status.UNKNOWN_MESSAGE_ID, Optional.empty())))
                .isEqualTo("[3,\"U\",\"DataTransfer\",{\"status\":\"UnknownMessageId\",\"data\":\"\"}]");
    }

    @Test
    void onlyFiveCallsOfOursAreUnderstood() {
        assertThat(Arrays.stream(Action.values()).filter(CHARGER::sends))
                .containsExactlyInAnyOrder(
                        Action.REMOTE_START_TRANSACTION,
                        Action.REMOTE_STOP_TRANSACTION,
                        Action.RESERVE_NOW,
                        Action.CANCEL_RESERVATION,
                        Action.DATA_TRANSFER);
        assertThatThrownBy(() -> CHARGER.writeCall("x1", new Reset.Request(Reset.Type.HARD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A FlexiCharge charger knows no Reset; ask Dialect.sends first");
    }
}
