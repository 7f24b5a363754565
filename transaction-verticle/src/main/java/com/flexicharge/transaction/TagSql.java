package com.flexicharge.transaction;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.transaction.Tag.Parent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading tags, alone and as part of a batch. */
final class TagSql {
    /** What decides a tag's status; the open sessions only of tags with a limit. */
    static final String COLUMNS = """
            tag.id_tag_key, tag.id_tag, tag.blocked, tag.expiry_at, tag.user_id, tag.max_active,
            coalesce(parent.id_tag, tag.parent_id_tag, tag.parent_id_tag_key) as parent_id_tag,
            parent.blocked as parent_blocked, parent.expiry_at as parent_expiry_at,
            case when tag.max_active is not null
                 then array(select t.transaction_id from transaction.transactions t
                            where t.id_tag_key = tag.id_tag_key and t.state in ('active', 'stopping')
                            order by t.start_received_at, t.transaction_id)
            end as running""";

    static final String FROM = """
            from transaction.id_tags tag
            left join transaction.id_tags parent on parent.id_tag_key = tag.parent_id_tag_key""";

    /** Serves Authorize, every start and stop, and lists of tags for chargers. */
    private static final String FIND = "select %s %s where tag.id_tag_key = any($1::text[])".formatted(COLUMNS, FROM);

    /**
     * Serves batches of starts: of two that begin under a tag with a limit, on whatever nodes, the second counts the first. In order,
     * so that two batches cannot wait for each other.
     */
    private static final String LOCK_LIMITED = """
            select id_tag_key from transaction.id_tags
            where id_tag_key = any($1::text[]) and max_active is not null
            order by id_tag_key
            for no key update""";

    private TagSql() {}

    /** Until the commit; to be followed by {@link #find}, whose statement then sees what those before have committed. */
    static Future<Void> lockLimited(SqlClient client, Collection<String> keys) {
        return keys.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(LOCK_LIMITED)
                        .execute(Tuple.of(storable(keys)))
                        .mapEmpty();
    }

    static Future<Map<String, Tag>> find(SqlClient client, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return client.preparedQuery(FIND).execute(Tuple.of(storable(keys))).map(rows -> {
            var tags = new HashMap<String, Tag>();
            rows.forEach(row -> tags.put(row.getString("id_tag_key"), tag(row)));
            return tags;
        });
    }

    private static String[] storable(Collection<String> keys) {
        return keys.stream().map(Columns::storable).toArray(String[]::new);
    }

    static Tag tag(Row row) {
        var running = row.getArrayOfIntegers("running");
        return new Tag(
                row.getString("id_tag_key"),
                row.getString("id_tag"),
                row.getBoolean("blocked"),
                SessionSql.instant(row, "expiry_at"),
                row.getString("parent_id_tag"),
                Optional.ofNullable(row.getBoolean("parent_blocked"))
                        .map(blocked -> new Parent(blocked, SessionSql.instant(row, "parent_expiry_at"))),
                row.getString("user_id"),
                row.getInteger("max_active"),
                running == null ? List.of() : List.of(running));
    }
}
