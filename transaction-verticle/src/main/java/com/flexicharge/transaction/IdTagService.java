package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetInfos;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTagPut;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTags;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.Infos;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.PutIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.RemoveIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.SearchIdTags;
import com.flexicharge.shared.db.Columns;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The tags people charge under, as operators manage them, those of accounts among them. */
final class IdTagService {
    /** A local list of a large site; their answers are about 1 MB. */
    private static final int MOST_INFOS = 10_000;

    private final IdTagRepository tags;
    private final Clock clock;

    IdTagService(IdTagRepository tags, Clock clock) {
        this.tags = tags;
        this.clock = clock;
    }

    /** A parent that nobody has stored is a group all the same; only the tag itself cannot be it. */
    Future<IdTagPut> put(PutIdTag wanted) {
        check(IdTagForm.isTag(wanted.idTag()), "idTag", "invalidIdTag", "An id tag " + IdTagForm.RULE + ".");
        var parent = wanted.parentIdTag();
        check(
                parent == null || (IdTagForm.isTag(parent) && !IdTagForm.areSame(parent, wanted.idTag())),
                "parentIdTag",
                "invalidIdTag",
                "A parent id tag " + IdTagForm.RULE + " and is another tag.");
        var max = wanted.maxActiveTransactions();
        check(
                max == null || max >= 0,
                "maxActiveTransactions",
                "invalidMaxActiveTransactions",
                "maxActiveTransactions must not be negative.");
        var now = clock.instant();
        return tags.put(wanted, now).map(put -> new IdTagPut(put.tag().shown(now), put.created()));
    }

    Future<Done> remove(RemoveIdTag ask) {
        return tags.remove(ask.idTag())
                .compose(removed -> removed ? Future.succeededFuture(Done.DONE) : Future.failedFuture(notFound()));
    }

    Future<IdTag> get(GetIdTag ask) {
        return tags.find(ask.idTag())
                .compose(found -> found.map(tag -> Future.succeededFuture(tag.shown(clock.instant())))
                        .orElseGet(() -> Future.failedFuture(notFound())));
    }

    Future<IdTags> search(SearchIdTags ask) {
        return tags.search(ask).map(found -> {
            var now = clock.instant();
            return new IdTags(found.stream().map(tag -> tag.shown(now)).toList());
        });
    }

    Future<Infos> infos(GetInfos ask) {
        check(
                ask.idTags().size() <= MOST_INFOS,
                "idTags",
                "invalidRequest",
                "At most " + MOST_INFOS + " tags are looked up at once.");
        return tags.known(ask.idTags()).map(known -> {
            var now = clock.instant();
            return new Infos(ask.idTags().stream()
                    .map(idTag -> Optional.ofNullable(known.get(Columns.storable(Tag.keyOf(idTag)))))
                    .map(tag -> Tag.info(tag, now, List.of()))
                    .toList());
        });
    }

    private static void check(boolean fits, String member, String code, String sentence) {
        if (!fits) {
            throw Refusal.invalid(sentence, List.of(new Refusal.Fault("/" + member, code)));
        }
    }

    private static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "idTagNotFound", "There is no such id tag.");
    }
}
