package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.ocpp.message.SendLocalList;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * SendLocalList (OCPP 1.6 §5.15). An entry of a tag alone gets what is stored of the tag; one with {@code remove} goes out without,
 * which in a differential list takes the tag off. No entry is added to those given.
 */
final class SendLocalListOperation implements Operation {
    private static final String LIST = "localAuthorizationList";
    private static final String ID_TAG = "idTag";
    private static final String ID_TAG_INFO = "idTagInfo";
    private static final String REMOVE = "remove";

    private final Bus bus;
    private final TagInfos tags;

    SendLocalListOperation(Bus bus) {
        this.bus = bus;
        tags = new TagInfos(bus);
    }

    @Override
    public Action action() {
        return Action.SEND_LOCAL_LIST;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        var payload = asked.deepCopy();
        if (!(payload.get(LIST) instanceof ArrayNode list)) {
            return Future.succeededFuture(payload);
        }
        var extras = new Extras();
        var bare = bareEntries(list, extras);
        return extras.checked()
                .compose(fine -> tags.of(bare.stream()
                        .map(entry -> entry.get(ID_TAG).textValue())
                        .toList()))
                .map(infos -> {
                    for (var index = 0; index < bare.size(); index++) {
                        bare.get(index).set(ID_TAG_INFO, json(infos.get(index)));
                    }
                    return payload;
                });
    }

    private static List<ObjectNode> bareEntries(ArrayNode list, Extras extras) {
        var bare = new ArrayList<ObjectNode>();
        for (var index = 0; index < list.size(); index++) {
            if (list.get(index) instanceof ObjectNode entry && isBare(entry, "/" + LIST + "/" + index, extras)) {
                bare.add(entry);
            }
        }
        return bare;
    }

    private static boolean isBare(ObjectNode entry, String at, Extras extras) {
        var removed = extras.takeFlag(entry, at, REMOVE).orElse(false);
        if (removed && entry.has(ID_TAG_INFO)) {
            extras.fault(at + "/" + ID_TAG_INFO, "An entry that is removed has no idTagInfo.");
        }
        return !removed && !entry.has(ID_TAG_INFO) && TagInfos.isIdTag(entry.get(ID_TAG));
    }

    private static ObjectNode json(IdTagInfo info) {
        var json = Json.MAPPER.createObjectNode();
        info.expiryDate().ifPresent(expiry -> json.put("expiryDate", expiry.raw()));
        info.parentIdTag().ifPresent(parent -> json.put("parentIdTag", parent));
        return json.put("status", info.status().wire());
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        if (!ending.accepted()) {
            return Future.succeededFuture();
        }
        var request = Payloads.request(action(), SendLocalList.Request.class, ending.request());
        return bus.ask(
                        LocalListEndpoints.LIST_ACCEPTED,
                        new ListAccepted(
                                ending.connectorID(),
                                ending.commandID(),
                                request.listVersion(),
                                request.updateType() == SendLocalList.UpdateType.FULL,
                                request.localAuthorizationList().orElse(List.of()).stream()
                                        .map(SendLocalListOperation::entry)
                                        .toList(),
                                ending.at()))
                .mapEmpty();
    }

    private static Entry entry(SendLocalList.AuthorizationData data) {
        return new Entry(
                data.idTag(),
                data.idTagInfo().map(SendLocalListOperation::contract).orElse(null));
    }

    private static com.flexicharge.shared.contract.transaction.IdTagInfo contract(IdTagInfo info) {
        var status = switch (info.status()) {
            case ACCEPTED -> Status.ACCEPTED;
            case BLOCKED -> Status.BLOCKED;
            case EXPIRED -> Status.EXPIRED;
            case INVALID -> Status.INVALID;
            case CONCURRENT_TX -> Status.CONCURRENT_TX;
        };
        return new com.flexicharge.shared.contract.transaction.IdTagInfo(
                status,
                info.expiryDate().flatMap(ChargerTime::instant).orElse(null),
                info.parentIdTag().orElse(null));
    }
}
