create table arrivals (id int primary key);
