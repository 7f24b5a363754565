-- The places and chargers every new installation begins with, in this order. Written into the schema V1 has just made.

insert into charger.charge_points
    (charge_point_id, name, address, latitude, longitude, klarna_reservation_amount_ore, created_at, updated_at)
values
    (1, 'Jönköping University', 'Gjuterigatan 5', 57.777714, 14.16301, 30000, now(), now()),
    (2, 'Nässjö Centralstation', 'Järnvägsgatan 26', 57.652328901782795, 14.694810832097543, 500, now(), now()),
    (3, 'Coop, Forserum', 'Jönköpingsvägen 2', 57.70022044183724, 14.475150415104222, 500, now(), now()),
    (4, 'Airport Parking, Jönköping', 'Flygplansvägen', 57.749812214261034, 14.070100435207065, 5000, now(), now());

select setval(pg_get_serial_sequence('charger.charge_points', 'charge_point_id'), 4);

-- A charger stands where its charge point is.
insert into charger.chargers (connector_id, serial_number, charge_point_id, latitude, longitude, created_at)
select c.connector_id, c.serial_number, p.charge_point_id, p.latitude, p.longitude, now()
from (values
    (100000, 'testchargeralwaysconnected', 1),
    (100001, 'abc111', 1),
    (100002, 'abc112', 1),
    (100003, 'abc113', 1),
    (100004, 'abc114', 2),
    (100005, 'abc115', 2),
    (100006, 'abc116', 3),
    (100007, 'abc117', 4),
    (100008, 'abc118', 4),
    (100009, 'abc119', 4)) as c (connector_id, serial_number, charge_point_id)
join charger.charge_points p using (charge_point_id)
order by c.connector_id;

-- The self-test's charger: at no place, in no list.
insert into charger.chargers (connector_id, serial_number, latitude, longitude, hidden, created_at)
values (99, 'selftest', 0, 0, true, now());
