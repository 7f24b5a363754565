package com.flexicharge.charger.locallist;

import com.flexicharge.charger.ChargerDirectory;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.GetLocalList;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.LocalList;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.VersionRead;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;

/** Whom chargers let charge by themselves, as far as they confirmed it. */
public final class LocalListService {
    /** Some 100 bytes each, 10 MB for a charger; lists of chargers hold a few thousand. */
    static final int MOST_ENTRIES = 100_000;

    private static final int MAX_TAG = 20;

    private final LocalListRepository repository;
    private final ChargerDirectory chargers;

    public LocalListService(Database database, ChargerDirectory chargers) {
        this.repository = new LocalListRepository(database);
        this.chargers = chargers;
    }

    /** Fails with {@code INVALID tooManyEntries | invalidIdTag} and changes nothing then. */
    public Future<Done> accepted(ListAccepted accepted) {
        if (accepted.entries().size() > MOST_ENTRIES) {
            return Future.failedFuture(tooMany());
        }
        var tags = distinct(accepted.entries());
        if (!tags.stream().allMatch(LocalListService::isStorable)) {
            return Future.failedFuture(
                    Refusal.of(Reason.INVALID, "invalidIdTag", "An id tag must have 1 to " + MAX_TAG + " characters."));
        }
        return repository.accept(accepted, tags).map(Done.DONE);
    }

    public Future<Done> versionRead(VersionRead read) {
        return repository.readVersion(read).map(Done.DONE);
    }

    public Future<LocalList> get(GetLocalList ask) {
        return chargers.get(new GetCharger(ask.connectorID())).compose(known -> repository.find(ask.connectorID()));
    }

    static Refusal tooMany() {
        return Refusal.of(
                Reason.INVALID,
                "tooManyEntries",
                "A charger's local list can have at most " + MOST_ENTRIES + " entries here.");
    }

    /** A tag that is named twice counts as it was named last. */
    private static List<ListedTag> distinct(List<Entry> entries) {
        var distinct = new LinkedHashMap<String, ListedTag>();
        entries.stream().map(ListedTag::of).forEach(tag -> distinct.put(tag.key(), tag));
        return List.copyOf(distinct.values());
    }

    private static boolean isStorable(ListedTag tag) {
        return !tag.idTag().isEmpty()
                && tag.idTag().length() <= MAX_TAG
                && tag.info()
                        .map(IdTagInfo::parentIdTag)
                        .filter(parent -> parent.length() > MAX_TAG)
                        .isEmpty();
    }
}
