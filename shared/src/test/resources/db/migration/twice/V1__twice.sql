create table counted (id int primary key);
insert into counted values (1);
