package com.flexicharge.transaction;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringReader;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** The tags people charge under. */
final class TagRepository {
    /** Serves a person's first reservation. Of two at once the first makes the tag, the second finds it. */
    private static final String MAKE = """
            insert into transaction.id_tags (id_tag_key, id_tag, user_id, for_account, created_at, updated_at)
            values ($1, $2, $3, true, $4, $4)
            on conflict (user_id) where for_account do nothing""";

    /** Serves every reservation. */
    private static final String OF_ACCOUNT = """
            select tag.id_tag, coalesce(parent.id_tag, tag.parent_id_tag, tag.parent_id_tag_key) as parent_id_tag
            from transaction.id_tags tag
            left join transaction.id_tags parent on parent.id_tag_key = tag.parent_id_tag_key
            where tag.user_id = $1 and tag.for_account""";

    private final Database database;
    private final Clock clock;
    private final GatheringReader<String, Tag> byKey;

    TagRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        byKey = new GatheringReader<>(database, TagSql::find);
    }

    /** Chargers ask it with each Authorize, many of them at once after a blackout. */
    Future<Optional<Tag>> find(String idTag) {
        return byKey.read(Objects.requireNonNull(Columns.storable(Tag.keyOf(idTag))));
    }

    /** The tag a person's remote starts run under; made at the first call. */
    Future<AccountTag> ofAccount(String userID) {
        return existing(userID)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> make(userID)));
    }

    private Future<Optional<AccountTag>> existing(String userID) {
        return database.query(client -> client.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(userID))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(accountTag(row.next())) : Optional.empty();
                }));
    }

    private Future<AccountTag> make(String userID) {
        var idTag = AccountTag.random();
        var tuple = Tuple.of(Tag.keyOf(idTag), idTag, userID, Times.at(clock.instant()));
        return database.query(client -> client.preparedQuery(MAKE).execute(tuple))
                .compose(made -> existing(userID))
                .map(Optional::orElseThrow);
    }

    private static AccountTag accountTag(Row row) {
        return new AccountTag(row.getString("id_tag"), row.getString("parent_id_tag"));
    }
}
