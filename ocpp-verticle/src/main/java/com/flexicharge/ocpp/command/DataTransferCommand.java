package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import java.util.Optional;

/** Whatever OCPP has no message for (OCPP 1.6 §5.6). */
final class DataTransferCommand implements Command<OcppEndpoints.DataTransfer, DataTransfer.Response> {
    @Override
    public Endpoint<OcppEndpoints.DataTransfer, ChargerAnswer> endpoint() {
        return OcppEndpoints.DATA_TRANSFER;
    }

    @Override
    public int connectorID(OcppEndpoints.DataTransfer asked) {
        return asked.connectorID();
    }

    @Override
    public int waitMillis(OcppEndpoints.DataTransfer asked) {
        return asked.waitMillis();
    }

    @Override
    public OcppEndpoints.DataTransfer withWait(OcppEndpoints.DataTransfer asked, int waitMillis) {
        return new OcppEndpoints.DataTransfer(
                asked.connectorID(), asked.vendorID(), asked.messageID(), asked.data(), waitMillis);
    }

    @Override
    public OcppRequest request(OcppEndpoints.DataTransfer asked) {
        return new DataTransfer.Request(
                asked.vendorID(), Optional.ofNullable(asked.messageID()), Optional.ofNullable(asked.data()));
    }

    @Override
    public Class<DataTransfer.Response> answers() {
        return DataTransfer.Response.class;
    }

    @Override
    public Word status(DataTransfer.Response response) {
        return response.status();
    }

    @Override
    public Optional<String> data(DataTransfer.Response response) {
        return response.data();
    }
}
