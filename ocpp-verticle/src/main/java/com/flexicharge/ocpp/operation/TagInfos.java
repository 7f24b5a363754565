package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.handler.IdTags;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetInfos;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.Infos;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What chargers are to be told of id tags. */
final class TagInfos {
    /** What {@link GetInfos} takes at once. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final int MOST_CHARACTERS = 20;

    private final Bus bus;

    TagInfos(Bus bus) {
        this.bus = bus;
    }

    /** Whether it can be asked for; what cannot is refused by the check against OCPP, and its owner need not see it. */
    static boolean isIdTag(@Nullable JsonNode node) {
        return node != null
                && node.isTextual()
                && node.textValue().codePoints().count() <= MOST_CHARACTERS
                && node.textValue().indexOf('\0') < 0;
    }

    /** What Authorize would answer for each now, in their order; unknown ones are Invalid. */
    Future<List<IdTagInfo>> of(List<String> idTags) {
        var parts = IntStream.range(0, (idTags.size() + MOST_AT_ONCE - 1) / MOST_AT_ONCE)
                .mapToObj(part ->
                        ask(idTags.subList(part * MOST_AT_ONCE, Math.min(idTags.size(), (part + 1) * MOST_AT_ONCE))))
                .toList();
        return Future.all(parts)
                .map(all -> all.<Infos>list().stream()
                        .flatMap(TagInfos::inOcppsWords)
                        .toList());
    }

    private Future<Infos> ask(List<String> idTags) {
        return bus.ask(IdTagEndpoints.GET_ID_TAG_INFOS, new GetInfos(idTags));
    }

    private static Stream<IdTagInfo> inOcppsWords(Infos infos) {
        return infos.infos().stream().map(IdTags::of);
    }
}
