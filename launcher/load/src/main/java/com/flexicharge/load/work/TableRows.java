package com.flexicharge.load.work;

import com.flexicharge.load.Options.Stored;

/**
 * The rows of years, each statement for a part of them. Session {@code n} was at charger {@code n * 7919} modulo their number, by person
 * {@code n * 104729} modulo theirs; both are prime, so that a charger's sessions are spread over the two years. Readings are without the charger's
 * own words, which are in no index, and three quarters of their bytes.
 *
 * @param firstCharger     its connectorID
 * @param firstPlace       its chargePointID
 * @param firstTransaction a whole number of partitions
 */
record TableRows(Stored stored, long firstCharger, long firstPlace, long firstTransaction, long firstReading) {
    static final int CHARGERS_A_PLACE = 10;
    static final int DAYS_OF_FRAMES = 15;

    /** What is the same in all statements on sessions. */
    private static final String SESSION = """
            from (select n, (n * 7919) %% %3$d as charger, (n * 104729) %% %3$d as person, 1200 + n * 31 %% 6000 as seconds,
                         2000 + n * 37 %% 38000 as energy_wh, n * 41 %% 1000000 as meter_start,
                         now() - interval '730 days' + n * (interval '730 days' / %4$d) - interval '3 hours' as start_at
                  from generate_series(%1$d::bigint, %2$d) n offset 0) s
            """;

    private static final String PERSON = "md5('person' || %s)::uuid::text";

    int readingsASession() {
        return Math.max(1, stored.readings() / stored.sessions());
    }

    String places() {
        return """
                insert into charger.charge_points
                    (charge_point_id, name, address, latitude, longitude, price_ore, klarna_reservation_amount_ore, created_at, updated_at)
                select %d + n, 'Growth ' || n, 'Storgatan ' || n, 55 + n %% 1300 / 100.0, 11 + n %% 1200 / 100.0, 300, 30000,
                       now() - interval '2 years', now()
                from generate_series(0, %d) n""".formatted(firstPlace, (stored.chargers() - 1) / CHARGERS_A_PLACE);
    }

    String chargers() {
        return """
                insert into charger.chargers
                    (connector_id, serial_number, charge_point_id, latitude, longitude, status_at, protocol, vendor, model,
                     firmware_version, charge_point_serial, meter_type, meter_serial, boot_accepted_at, epoch, connected_at,
                     last_seen_at, disconnected_at, disconnect_cause, reserve_now_supported, recent_connects, created_at)
                select %d + n, 'G' || n, %d + n / %d, 55 + n %% 1300 / 100.0, 11 + n %% 1200 / 100.0, now() - interval '1 hour',
                       'ocpp1.6', 'FlexiCharge', 'Growth', '1.0', 'CP' || n, 'Meter', 'M' || n, now() - interval '1 day', 700,
                       now() - interval '1 day', now() - interval '1 hour', now() - interval '1 hour', 'closed', true,
                       array[now() - interval '3 days', now() - interval '1 day'], now() - interval '2 years'
                from generate_series(0, %d) n""".formatted(firstCharger, firstPlace, CHARGERS_A_PLACE, stored.chargers() - 1);
    }

    String connectors() {
        return """
                insert into charger.connectors
                    (connector_id, connector, status, error_code, status_at, status_raw, received_at)
                select %d + n, k, 'Available', 'NoError', now() - interval '1 hour', (now() - interval '1 hour')::text,
                       now() - interval '1 hour'
                from generate_series(0, %d) n, generate_series(0, 2) k""".formatted(firstCharger, stored.chargers() - 1);
    }

    /** As many as chargers. */
    String people() {
        return """
                insert into account.users
                    (user_id, username, verified, first_name, last_name, phone_number, street_address, zip_code, city, country,
                     created_at, last_modified_at)
                select %s, 'person' || n || '@example.com', true, 'Person', 'No ' || n, '0701234567', 'Storgatan ' || n, '55318',
                       'Jönköping', 'SE', now() - interval '2 years', now() - interval '1 year'
                from generate_series(0, %d) n""".formatted(PERSON.formatted("n"), stored.chargers() - 1);
    }

    String tags() {
        return """
                insert into transaction.id_tags (id_tag_key, id_tag, user_id, for_account, created_at, updated_at)
                select 'g' || n, 'G' || n, %s, true, now() - interval '2 years', now() - interval '2 years'
                from generate_series(0, %d) n""".formatted(PERSON.formatted("n"), stored.chargers() - 1);
    }

    /** Over, paid for the most part, and on an invoice, but for those of this month. */
    String sessions(long from, long to) {
        return """
                insert into transaction.transactions (
                    transaction_id, state, protocol, user_id, id_tag, id_tag_key, stop_id_tag, connector_id, connector, serial_number,
                    charge_point_id, charge_point_name, address, start_key, start_at, start_raw, start_received_at,
                    stop_key, stop_at, stop_raw, stop_received_at, stop_reason, ended_by, meter_start, meter_stop, energy_wh, percent,
                    price_per_kwh_ore, price_ore, connected_since, payment_method, is_paid, paid_at, billed, created_at, updated_at)
                overriding system value
                select %1$d + n, 'ended', 'ocpp1.6', %2$s, 'G' || person, 'g' || person, 'G' || person, %3$d + charger, 1 + n %% 2,
                       'G' || charger, %4$d + charger / %5$d, 'Growth ' || charger / %5$d, 'Storgatan ' || charger / %5$d,
                       encode(sha256(int8send(n)), 'hex'), start_at, start_at::text, start_at + interval '200 ms',
                       %1$d + n || '|' || encode(sha256(int8send(-n - 1)), 'hex'), stop_at, stop_at::text, stop_at + interval '200 ms', 'Local', 'charger',
                       meter_start, meter_start + energy_wh, energy_wh, 20 + n %% 80, 300, energy_wh * 300 / 1000, start_at, 'invoice',
                       paid, case when paid then start_at + interval '40 days' end, stop_at < date_trunc('month', now()), start_at, stop_at
                from (select *, start_at + seconds * interval '1 second' as stop_at,
                             start_at < now() - interval '40 days' and n %% 20 > 0 as paid %6$s offset 0) s
                """.formatted(
                        firstTransaction,
                        PERSON.formatted("person"),
                        firstCharger,
                        firstPlace,
                        CHARGERS_A_PLACE,
                        session(from, to));
    }

    /** The same, as livemetrics has them. */
    String meteredSessions(long from, long to) {
        return """
                insert into livemetrics.sessions
                select %d + n, %s, %d + charger, 1 + n %% 2, meter_start, 300, stop_at, stop_at, stop_at, stop_at, stop_at, energy_wh,
                       20 + n %% 80, 11000, false, stop_at, start_at
                from (select *, start_at + seconds * interval '1 second' as stop_at %s offset 0) s
                """.formatted(firstTransaction, PERSON.formatted("person"), firstCharger, session(from, to));
    }

    /** @param table the partition of these sessions */
    String readings(String table, long from, long to) {
        return """
                insert into %1$s
                    (transaction_id, reading_no, reading_at, received_at, reading_key, energy_wh, meter_wh, percent, power_w,
                     final)
                select %2$d + n, %3$d + n * %4$d + i, at, at, at::text || '|' || i, energy_wh * i / %4$d,
                       meter_start + energy_wh * i / %4$d, 20 + i * 60 / %4$d, 11000, i = %4$d
                from (select s.*, i, start_at + i * (seconds * interval '1 second' / %4$d) as at
                      %5$s cross join generate_series(1, %4$d) i offset 0) s
                """.formatted(table, firstTransaction, firstReading, readingsASession(), session(from, to));
    }

    /** Of one day, so many days ago; a heartbeat with its answer for each charger. */
    String frames(int daysAgo) {
        return """
                insert into ocpp.messages
                    (connector_id, serial_number, at, direction, message_type, message_id, action, raw, dialect, duration_ms)
                select %d + n, 'G' || n, date_trunc('day', now()) - interval '%d days' + n * (interval '1 day' / %d), direction, type,
                       'm' || n, 'Heartbeat',
                       case type when 2 then '[2,"m' || n || '","Heartbeat",{}]'
                                 else '[3,"m' || n || '",{"currentTime":"2026-01-01T00:00:00.000Z"}]' end,
                       'ocpp1.6', case type when 3 then 1 end
                from generate_series(0, %d) n, (values ('in', 2), ('out', 3)) as f (direction, type)
                """.formatted(firstCharger, daysAgo, stored.chargers(), stored.chargers() - 1);
    }

    private String session(long from, long to) {
        return SESSION.formatted(from, to - 1, stored.chargers(), stored.sessions());
    }
}
