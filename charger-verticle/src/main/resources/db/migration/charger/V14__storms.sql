-- Every charger that comes or goes changes its row several times within seconds. An index on whether it is connected made each of them
-- write all the others anew, and was taken, and read whole, by statements on single chargers while the table was small.
drop index charger.chargers_connected;
alter table charger.chargers set (fillfactor = 70);
alter table charger.connectors set (fillfactor = 70);
