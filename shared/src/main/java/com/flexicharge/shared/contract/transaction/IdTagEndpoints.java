package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags people charge under, as operators manage them and as lists for chargers are made of them. */
public interface IdTagEndpoints {
    /**
     * @param idTag                 1…20 characters, as entered; compared without letter case
     * @param expiryAt              may be past
     * @param maxActiveTransactions sessions at once; absent: any number
     * @param info                  what Authorize would answer now
     */
    record IdTag(
            String idTag,
            boolean blocked,
            @Nullable Instant expiryAt,
            @Nullable String parentIdTag,
            @Nullable String userID,
            @Nullable Integer maxActiveTransactions,
            @Nullable String note,
            IdTagInfo info) {}

    /** Makes the tag or replaces all that is known of it. */
    record PutIdTag(
            String idTag,
            boolean blocked,
            @Nullable Instant expiryAt,
            @Nullable String parentIdTag,
            @Nullable String userID,
            @Nullable Integer maxActiveTransactions,
            @Nullable String note) {}

    record IdTagPut(IdTag tag, boolean created) {}

    record RemoveIdTag(String idTag) {}

    record GetIdTag(String idTag) {}

    /** @param after the tag (lower case) of the last row seen; absent: from the start. In the order of the tags in lower case */
    record SearchIdTags(
            @Nullable String idTag,
            @Nullable String userID,
            @Nullable String parentIdTag,
            @Nullable Boolean blocked,
            @Nullable String after,
            PageRequest page) {}

    record IdTags(List<IdTag> tags) {
        public IdTags {
            tags = List.copyOf(tags);
        }
    }

    /** What Authorize would answer for each of these, in their order; unknown tags are INVALID. At most 10,000. */
    record GetInfos(List<String> idTags) {
        public GetInfos {
            idTags = List.copyOf(idTags);
        }
    }

    record Infos(List<IdTagInfo> infos) {
        public Infos {
            infos = List.copyOf(infos);
        }
    }

    Endpoint<PutIdTag, IdTagPut> PUT_ID_TAG = Endpoint.of("transaction.putIdTag", PutIdTag.class, IdTagPut.class);
    /** Fails with {@code NOT_FOUND idTagNotFound}. */
    Endpoint<RemoveIdTag, Done> REMOVE_ID_TAG = Endpoint.of("transaction.removeIdTag", RemoveIdTag.class, Done.class);
    /** Fails with {@code NOT_FOUND idTagNotFound}. */
    Endpoint<GetIdTag, IdTag> GET_ID_TAG = Endpoint.of("transaction.getIdTag", GetIdTag.class, IdTag.class);

    Endpoint<SearchIdTags, IdTags> SEARCH_ID_TAGS =
            Endpoint.of("transaction.searchIdTags", SearchIdTags.class, IdTags.class);
    Endpoint<GetInfos, Infos> GET_ID_TAG_INFOS = Endpoint.of("transaction.getIdTagInfos", GetInfos.class, Infos.class);
}
