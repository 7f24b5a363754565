package com.flexicharge.charger.certificate;

/** Statements of {@link CertificateRepository}. */
final class CertificateSql {
    private static final String COLUMNS = """
            certificate_id, connector_id, kind, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number, pem, csr,
            state, reason, valid_to, answered_at, handed_over_at, created_at, updated_at,
            holds_until
            """;

    static final String IS_KNOWN = """
            select connector_id from charger.chargers where connector_id = $1 and deleted_at is null
            """;

    /**
     * The names that a charger's request may bear: none before an operator has accepted it. Serial numbers it told of itself when it
     * booted count only while they are no other charger's identity.
     */
    static final String NAMES = """
            select name from (
                select c.connector_id, unnest(array[c.serial_number, c.charge_point_serial, c.charge_box_serial]) as name
                from charger.chargers c
                where c.connector_id = $1 and c.deleted_at is null and c.registration = 'accepted') as told
            where name <> '' and not exists (
                select from charger.chargers other
                where other.serial_number = told.name and other.connector_id <> told.connector_id
                  and other.deleted_at is null)
            """;

    /** Every change of a charger's certificates: they take their turns. */
    static final String LOCK = """
            select connector_id from charger.chargers where connector_id = $1 and deleted_at is null for no key update
            """;

    /** Every change, too: what the charger has or is to get, then the newest of the rest; answers of older ones are not waited for. */
    static final String OF_CHARGER = "select " + COLUMNS + """
            from charger.certificates where connector_id = $1
            order by (state in ('requested', 'sent', 'installed')) desc, certificate_id desc limit 500
            """;

    static final String FIND = "select " + COLUMNS + " from charger.certificates where certificate_id = $1";

    static final String INSERT = """
            insert into charger.certificates (connector_id, kind, hash_algorithm, issuer_name_hash, issuer_key_hash,
                serial_number, pem, csr, state, reason, valid_to, answered_at, handed_over_at, created_at, updated_at,
                next_try_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14::timestamptz + interval '1 minute')
            returning certificate_id
            """;

    /** A charger's answer. */
    static final String UPDATE = """
            update charger.certificates
            set hash_algorithm = $2, issuer_name_hash = $3, issuer_key_hash = $4, serial_number = $5, state = $6, reason = $7,
                answered_at = $8, handed_over_at = $9, updated_at = $10, holds_until = $11
            where certificate_id = $1
            """;

    /** SEND_SIGNED: the first to sign wins, whoever else signed at the same time sends that one. */
    static final String SIGNED = """
            update charger.certificates
            set hash_algorithm = $2, issuer_name_hash = $3, issuer_key_hash = $4, serial_number = $5, pem = $6, valid_to = $7,
                state = 'sent', updated_at = $8
            where certificate_id = $1 and state = 'requested' and pem is null
            """;

    static final String HANDED_OVER = """
            update charger.certificates set handed_over_at = $2, updated_at = $2
            where certificate_id = $1 and handed_over_at is null
            """;

    static final String GIVE_UP = """
            update charger.certificates set state = 'rejected', reason = $2, handed_over_at = $3, updated_at = $3
            where certificate_id = $1 and state in ('requested', 'sent') and handed_over_at is null
            """;

    /** The sweep: each try comes twice as late as the one before. */
    static final String DUE = """
            update charger.certificates
            set tries = tries + 1, next_try_at = $1::timestamptz + interval '1 minute' * power(2, tries)
            where certificate_id in (
                select certificate_id from charger.certificates
                where handed_over_at is null and csr is not null and state in ('requested', 'sent') and next_try_at <= $1
                order by next_try_at limit 100 for update skip locked)
            returning certificate_id, connector_id, tries
            """;

    /** GET /chargers/{connectorID}/certificates. */
    static final String LIST_ASCENDING = "select " + COLUMNS + """
            from charger.certificates
            where connector_id = $1 and ($2::bigint is null or certificate_id > $2)
            order by certificate_id limit $3
            """;

    static final String LIST_DESCENDING = "select " + COLUMNS + """
            from charger.certificates
            where connector_id = $1 and ($2::bigint is null or certificate_id < $2)
            order by certificate_id desc limit $3
            """;

    /**
     * A charger's socket: whether the certificate that it shows is one it should no longer have, or one that we signed for a charger
     * of another identity. The first login with an installed one ends those it replaced.
     */
    static final String WITHDRAWN = """
            with ended as (
                update charger.certificates set holds_until = null
                where connector_id = $1 and kind = 'charger' and holds_until is not null and exists (
                    select from charger.certificates
                    where kind = 'charger' and serial_number = $2 and connector_id = $1 and state = 'installed'))
            select exists (
                select from charger.certificates
                where kind = 'charger' and serial_number = $2 and connector_id = $1
                  and state in ('removed', 'rejected') and (holds_until is null or holds_until <= $3))
            or exists (
                select from charger.certificates o join charger.chargers c using (connector_id)
                where o.kind = 'charger' and o.serial_number = $2 and o.connector_id <> $1
                  and o.csr is not null and o.pem is not null
                  and c.serial_number <> (select serial_number from charger.chargers where connector_id = $1))
            """;

    private CertificateSql() {}
}
