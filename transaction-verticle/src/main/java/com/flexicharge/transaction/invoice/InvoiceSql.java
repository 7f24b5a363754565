package com.flexicharge.transaction.invoice;

/** Statements on invoices. */
final class InvoiceSql {
    static final String COLUMNS = """
            i.invoice_no, i.invoice_id, i.user_id, i.email, to_char(i.month, 'YYYY-MM') as month, i.total_ore, i.paid_ore, i.status,
            i.due_date, i.created_at""";

    /** First of a pair of keys, so that other advisory locks in the same database are not ours. */
    private static final int PERSON_LOCKS = 74_02;

    /** One process at a time a person. */
    static final String LOCK_PERSON = "select pg_advisory_xact_lock(%d, hashtext($1))".formatted(PERSON_LOCKS);

    /** Who has something that is on no invoice yet, up to that moment, in the order of their names. */
    static final String PEOPLE = """
            select distinct t.user_id from transaction.transactions t
            where t.state = 'ended' and not t.billed and not t.hidden and t.user_id > $1 and t.stop_at < $2
            order by t.user_id limit $3""";

    /** In which months that ended, up to that moment. */
    static final String MONTHS = """
            select distinct to_char(t.stop_at at time zone 'UTC', 'YYYY-MM') as month from transaction.transactions t
            where t.state = 'ended' and not t.billed and not t.hidden and t.user_id = $1 and t.stop_at < $2
            order by month""";

    static final String OF_MONTH =
            "select %s from transaction.invoices i where i.user_id = $1 and i.month = $2::date for update"
                    .formatted(COLUMNS);

    /** Not what is about to be paid by card. What ended in the month, and what ended earlier in a month whose invoice is paid already. */
    static final String TO_BILL = """
            select t.transaction_id from transaction.transactions t
            where t.state = 'ended' and not t.billed and not t.hidden and t.user_id = $1 and t.stop_at < $3
                and (t.stop_at >= $2 or exists (
                    select 1 from transaction.invoices p
                    where p.user_id = $1 and p.status = 'paid'
                        and p.month = date_trunc('month', t.stop_at at time zone 'UTC')::date))
                and not exists (
                    select 1 from transaction.payments c
                    where c.transaction_id = t.transaction_id and c.state in ('ordering', 'ordered'))
            for update of t""";

    static final String MAKE = """
            insert into transaction.invoices as i (invoice_id, user_id, email, month, due_date, created_at)
            values ($1, $2, $3, $4::date, ($5::timestamptz at time zone 'UTC')::date + 30, $5)
            returning %s""".formatted(COLUMNS);

    static final String ADD_LINES = """
            with billed as (
                update transaction.transactions set billed = true where transaction_id = any($2::int[])
                returning *)
            insert into transaction.invoice_lines (
                transaction_id, invoice_id, start_at, stop_at, charge_point_name, address, connector_id, energy_wh,
                price_per_kwh_ore, price_ore, is_paid)
            select transaction_id, $1, coalesce(start_at, stop_at), stop_at, charge_point_name, address, connector_id, energy_wh,
                price_per_kwh_ore, price_ore, is_paid
            from billed""";

    /** What its sessions say now: a guessed end gives way to a real one, a card payment goes through. */
    static final String FOLLOW = """
            update transaction.invoice_lines l
            set start_at = coalesce(t.start_at, t.stop_at), stop_at = t.stop_at, energy_wh = t.energy_wh, price_ore = t.price_ore,
                is_paid = t.is_paid
            from transaction.transactions t
            where l.invoice_id = $1 and t.transaction_id = l.transaction_id
                and (l.stop_at, l.energy_wh, l.price_ore, l.is_paid)
                    is distinct from (t.stop_at, t.energy_wh, t.price_ore, t.is_paid)""";

    static final String SUM_UP = """
            with sums as (
                select sum(price_ore) as total, coalesce(sum(price_ore) filter (where is_paid), 0) as paid
                from transaction.invoice_lines where invoice_id = $1)
            update transaction.invoices i
            set total_ore = sums.total, paid_ore = sums.paid,
                status = case when sums.paid = sums.total then 'paid' else 'unpaid' end,
                paid_at = case when sums.paid = sums.total then $2::timestamptz end
            from sums
            where i.invoice_id = $1
            returning %s""".formatted(COLUMNS);

    /** Unpaid ones whose sessions say something else by now. */
    static final String OUTDATED = """
            select distinct i.invoice_id, i.user_id from transaction.invoices i
            join transaction.invoice_lines l using (invoice_id)
            join transaction.transactions t using (transaction_id)
            where i.status = 'unpaid'
                and (l.stop_at, l.energy_wh, l.price_ore, l.is_paid)
                    is distinct from (t.stop_at, t.energy_wh, t.price_ore, t.is_paid)
            limit $1""";

    static final String GET = "select %s from transaction.invoices i where i.invoice_id = $1".formatted(COLUMNS);

    static final String GET_UNPAID =
            "select %s from transaction.invoices i where i.invoice_id = $1 and i.status = 'unpaid' for update"
                    .formatted(COLUMNS);

    static final String LINES = """
            select l.transaction_id, l.start_at, l.stop_at, l.charge_point_name, l.address, l.connector_id, l.energy_wh,
                l.price_per_kwh_ore, l.price_ore, l.is_paid
            from transaction.invoice_lines l where l.invoice_id = $1 order by l.stop_at, l.transaction_id""";

    static final String PAY_SESSIONS = """
            with paid as (
                update transaction.transactions t set is_paid = true, paid_at = $2, payment_id = $1, updated_at = $2
                from transaction.invoice_lines l
                where l.invoice_id = $1 and t.transaction_id = l.transaction_id and not t.is_paid
                returning t.transaction_id)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, $3, 'invoicePaid', jsonb_build_object('isPaid', false),
                jsonb_build_object('isPaid', true, 'paymentID', $1::text), $2
            from paid""";

    static final String UNPAY_SESSIONS = """
            with unpaid as (
                update transaction.transactions t set is_paid = false, paid_at = null, payment_id = null, updated_at = $2
                from transaction.invoice_lines l
                where l.invoice_id = $1 and t.transaction_id = l.transaction_id and t.payment_id = $1 and t.is_paid
                returning t.transaction_id)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select transaction_id, $3, 'invoiceUnpaid', jsonb_build_object('isPaid', true, 'paymentID', $1::text),
                jsonb_build_object('isPaid', false), $2
            from unpaid""";

    private InvoiceSql() {}
}
