-- Prices by the hour. The key serves the price of a session that begins, and the list of hours.
create table transaction.tariffs (
    hour timestamptz primary key check (hour = date_trunc('hour', hour, 'UTC')),
    price_ore int not null check (price_ore >= 0)
);
