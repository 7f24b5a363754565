package com.flexicharge.transaction.payment;

/** Statements on payments by card. Each step is one conditional update: it happens from the state it needs, or not at all. */
final class CardSql {
    /** The first one stays when two requests open one at once. */
    static final String OPENED = """
            with opened as (
                insert into transaction.payments (
                    transaction_id, provider, session_id, client_token, amount_ore, state, next_attempt_at, created_at, updated_at)
                values ($1, $2, $3, $4, $5, 'session', $6, $6, $6)
                on conflict (transaction_id, provider) do nothing
                returning transaction_id, amount_ore)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, 'server', 'paymentOpened', '{}', jsonb_build_object('amountOre', amount_ore), $6
            from opened""";

    static final String SESSION = """
            select session_id, client_token from transaction.payments where transaction_id = $1 and state = 'session'""";

    /**
     * Also of one that nobody knows the outcome of: asked for again with the authorization of then, it is the same order. One asks at a
     * time; the lease is over after ninety seconds, or when the outcome is known not to be known.
     */
    static final String ORDERING = """
            update transaction.payments p
            set state = 'ordering', authorization_token = coalesce(p.authorization_token, $2),
                next_attempt_at = $3::timestamptz + interval '90 seconds', updated_at = $3
            where p.transaction_id = $1 and (p.state = 'session' or (p.state = 'ordering' and p.next_attempt_at <= $3))
            returning p.payment_id, p.amount_ore, p.authorization_token""";

    static final String IS_ORDERING = """
            select exists (select 1 from transaction.payments where transaction_id = $1 and state = 'ordering') as ordering""";

    static final String RELEASE = """
            update transaction.payments set next_attempt_at = $2, last_error = $3, updated_at = $2
            where payment_id = $1 and state = 'ordering'""";

    static final String BACK_TO_SESSION = """
            update transaction.payments
            set state = 'session', authorization_token = null, last_error = $2, updated_at = $3
            where payment_id = $1 and state = 'ordering'""";

    static final String ORDERED = """
            with ordered as (
                update transaction.payments
                set state = 'ordered', order_id = $2, authorization_token = null, last_error = null, attempts = 0,
                    next_attempt_at = $3, updated_at = $3
                where payment_id = $1 and state = 'ordering'
                returning transaction_id, amount_ore)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, 'server', 'paymentOrdered', '{}', jsonb_build_object('orderID', $2::text, 'amountOre', amount_ore), $3
            from ordered""";

    /** Nobody authorized anything: the session is paid by invoice. An order that may have been made is found out about, and let go. */
    static final String WITHOUT_AUTHORIZATION = """
            with without as (
                update transaction.payments
                set state = case when state = 'session' then 'failed' else state end,
                    last_error = 'started without authorization', updated_at = $2
                where transaction_id = $1 and state in ('session', 'ordering')
                returning transaction_id),
            changed as (
                update transaction.transactions t set payment_method = 'invoice', updated_at = $2
                from without where t.transaction_id = without.transaction_id)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, 'server', 'paymentByInvoice', '{}', '{"note": "started without authorization"}', $2
            from without""";

    static final String BY_INVOICE = """
            update transaction.transactions set payment_method = 'invoice', updated_at = $2
            where transaction_id = $1 and payment_method = 'klarna'""";

    /**
     * Leases what is due: orders nobody knows the outcome of, and orders whose session is over. Figures that the server guessed may
     * still be put right by the charger's own stop, for a day.
     */
    static final String LEASE = """
            with due as (
                select p.payment_id
                from transaction.payments p join transaction.transactions t using (transaction_id)
                where p.state in ('ordering', 'ordered') and p.next_attempt_at <= $1
                    and (p.state = 'ordering'
                        or t.state in ('cancelled', 'expired', 'failed')
                        or (t.state = 'ended'
                            and (not t.estimated or t.ended_by is distinct from 'server'
                                or t.updated_at < $1::timestamptz - interval '1 day')))
                order by p.next_attempt_at
                limit $2
                for update of p skip locked)
            update transaction.payments p
            set next_attempt_at = $1::timestamptz + interval '90 seconds', attempts = p.attempts + 1
            from due, transaction.transactions t
            where p.payment_id = due.payment_id and t.transaction_id = p.transaction_id
            returning p.payment_id, p.transaction_id, p.state, p.authorization_token, p.order_id, p.amount_ore, p.attempts,
                t.charge_point_name, t.is_paid, t.payment_id as paid_with,
                case when t.state = 'ended' and t.payment_method = 'klarna' then t.price_ore else 0 end as price_ore""";

    static final String LATER = """
            update transaction.payments set next_attempt_at = $2, last_error = $3, updated_at = $4
            where payment_id = $1 and state in ('ordering', 'ordered')""";

    static final String CAPTURED = """
            with captured as (
                update transaction.payments set state = 'captured', captured_ore = $2, last_error = null, updated_at = $3
                where payment_id = $1 and state = 'ordered'
                returning transaction_id, order_id),
            paid as (
                update transaction.transactions t
                set is_paid = true, payment_id = captured.order_id, paid_at = $3, updated_at = $3
                from captured where t.transaction_id = captured.transaction_id and not t.is_paid)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, 'server', 'paymentCaptured', '{}',
                jsonb_build_object('orderID', order_id, 'capturedOre', $2::bigint), $3
            from captured""";

    /** Nothing is taken by card: what there is to pay, if anything, is on the invoice. */
    static final String GIVEN_UP = """
            with given_up as (
                update transaction.payments
                set state = $2, authorization_token = null, last_error = nullif($3, ''), updated_at = $4
                where payment_id = $1 and state in ('ordering', 'ordered')
                returning transaction_id, order_id),
            changed as (
                update transaction.transactions t set payment_method = 'invoice', updated_at = $4
                from given_up where t.transaction_id = given_up.transaction_id)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, 'server', case when $2 = 'cancelled' then 'paymentCancelled' else 'paymentFailed' end, '{}',
                jsonb_build_object('orderID', order_id, 'note', $3::text), $4
            from given_up""";

    private CardSql() {}
}
