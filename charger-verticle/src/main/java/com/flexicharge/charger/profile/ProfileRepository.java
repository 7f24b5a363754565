package com.flexicharge.charger.profile;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AddProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ChangeProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The charging profiles that operators keep. */
public final class ProfileRepository {
    private static final String DESCRIPTION_IS_UNIQUE = "charging_profiles_description";

    private final Database database;

    public ProfileRepository(Database database) {
        this.database = database;
    }

    /** Fails with CONFLICT when another one is described alike. */
    Future<StoredProfile> add(AddProfile wanted, Instant now) {
        var values = Tuple.of(wanted.description(), wanted.profile(), Times.at(now));
        return database.query(client -> client.preparedQuery(ProfileSql.ADD).execute(values))
                .map(rows -> first(rows).orElseThrow())
                .recover(ProfileRepository::refused);
    }

    /** Empty when there is none; fails with CONFLICT when another one is described alike. */
    Future<Optional<StoredProfile>> change(ChangeProfile change, Instant now) {
        var values = Tuple.of(change.chargingProfileID(), change.description(), change.profile(), Times.at(now));
        return database.query(client -> client.preparedQuery(ProfileSql.CHANGE).execute(values))
                .map(ProfileRepository::first)
                .recover(ProfileRepository::refused);
    }

    /** @return whether there was one */
    Future<Boolean> remove(int chargingProfileID) {
        return database.query(client -> client.preparedQuery(ProfileSql.REMOVE).execute(Tuple.of(chargingProfileID)))
                .map(removed -> removed.rowCount() > 0);
    }

    Future<Optional<StoredProfile>> find(int chargingProfileID) {
        return database.query(client -> client.preparedQuery(ProfileSql.FIND).execute(Tuple.of(chargingProfileID)))
                .map(ProfileRepository::first);
    }

    Future<List<StoredProfile>> list(GetProfiles wanted) {
        var page = wanted.page();
        var sql = page.descending() ? ProfileSql.LIST_DESCENDING : ProfileSql.LIST_ASCENDING;
        var filters = Tuple.of(wanted.description(), wanted.purpose(), page.after(), page.limit());
        return database.query(client -> client.preparedQuery(sql).execute(filters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProfileSql::stored)
                        .toList());
    }

    private static Optional<StoredProfile> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ProfileSql::stored)
                .findFirst();
    }

    private static <T> Future<T> refused(Throwable failure) {
        return Future.failedFuture(
                Database.isUniqueViolation(failure, DESCRIPTION_IS_UNIQUE)
                        ? Refusal.of(
                                Reason.CONFLICT,
                                "dbUniqueConstraintError",
                                "Another charging profile has this description already.")
                        : failure);
    }
}
