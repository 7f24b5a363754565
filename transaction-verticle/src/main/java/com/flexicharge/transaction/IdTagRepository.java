package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.IdTagEndpoints.PutIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.SearchIdTags;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Conditions;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tags as operators manage them. */
final class IdTagRepository {
    private static final String SELECT = "select " + TagSql.COLUMNS + ", tag.note " + TagSql.FROM;

    /**
     * Serves PUT /id-tags/{tag}. A tag that was made for an account stays that account's, as it was made: its sessions run under it.
     */
    private static final String PUT = """
            insert into transaction.id_tags as tag
                (id_tag_key, id_tag, blocked, expiry_at, parent_id_tag_key, parent_id_tag, user_id, max_active, note,
                 created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            on conflict (id_tag_key) do update set
                id_tag = case when tag.for_account then tag.id_tag else excluded.id_tag end,
                user_id = case when tag.for_account then tag.user_id else excluded.user_id end,
                blocked = excluded.blocked, expiry_at = excluded.expiry_at,
                parent_id_tag_key = excluded.parent_id_tag_key, parent_id_tag = excluded.parent_id_tag,
                max_active = excluded.max_active, note = excluded.note, updated_at = excluded.updated_at
            returning xmax = 0 as created""";

    /** Serves DELETE /id-tags/{tag}. */
    private static final String REMOVE = "delete from transaction.id_tags where id_tag_key = $1";

    private final Database database;

    IdTagRepository(Database database) {
        this.database = database;
    }

    record Put(StoredTag tag, boolean created) {}

    Future<Put> put(PutIdTag wanted, Instant now) {
        var key = Tag.keyOf(wanted.idTag());
        var values = Tuple.of(key, wanted.idTag(), wanted.blocked())
                .addOffsetDateTime(Times.atOrNull(wanted.expiryAt()))
                .addString(keyOrNull(wanted.parentIdTag()))
                .addString(wanted.parentIdTag())
                .addString(Columns.storable(wanted.userID()))
                .addInteger(wanted.maxActiveTransactions())
                .addString(Columns.storable(wanted.note()))
                .addOffsetDateTime(Times.at(now));
        return database.inTransaction(connection -> connection
                .preparedQuery(PUT)
                .execute(values)
                .compose(put -> find(connection, key)
                        .map(found -> new Put(
                                found.orElseThrow(), put.iterator().next().getBoolean("created")))));
    }

    /** @return whether there was one */
    Future<Boolean> remove(String idTag) {
        return database.query(client -> client.preparedQuery(REMOVE).execute(key(idTag)))
                .map(removed -> removed.rowCount() > 0);
    }

    Future<Optional<StoredTag>> find(String idTag) {
        return database.query(client -> find(client, Tag.keyOf(idTag)));
    }

    /** By the tags in lower case. */
    Future<List<StoredTag>> search(SearchIdTags wanted) {
        var where = new Conditions();
        where.that("tag.id_tag_key = ?", keyOrNull(wanted.idTag()));
        where.that("tag.user_id = ?", Columns.storable(wanted.userID()));
        where.that("tag.parent_id_tag_key = ?", keyOrNull(wanted.parentIdTag()));
        where.that("tag.blocked = ?", wanted.blocked());
        var page = wanted.page();
        where.that(page.descending() ? "tag.id_tag_key < ?" : "tag.id_tag_key > ?", keyOrNull(wanted.after()));
        var statement = "%s%s order by tag.id_tag_key %s limit %d"
                .formatted(SELECT, where, page.descending() ? "desc" : "asc", SearchRepository.limit(page));
        return database.query(client -> client.preparedQuery(statement).execute(Tuple.tuple(where.values())))
                .map(rows -> stored(rows).toList());
    }

    /** In one statement, by their keys; what is not known is not there. */
    Future<Map<String, Tag>> known(List<String> idTags) {
        var keys = idTags.stream().map(Tag::keyOf).distinct().toList();
        return database.query(client -> TagSql.find(client, keys));
    }

    private static Future<Optional<StoredTag>> find(SqlClient client, String key) {
        return client.preparedQuery(SELECT + " where tag.id_tag_key = $1")
                .execute(key(key))
                .map(rows -> stored(rows).findFirst());
    }

    private static Stream<StoredTag> stored(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new StoredTag(TagSql.tag(row), row.getString("note")));
    }

    private static Tuple key(String idTag) {
        return Tuple.of(keyOrNull(idTag));
    }

    private static @Nullable String keyOrNull(@Nullable String idTag) {
        return idTag == null ? null : Columns.storable(Tag.keyOf(idTag));
    }
}
