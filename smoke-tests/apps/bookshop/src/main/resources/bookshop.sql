create alias if not exists pause for 'java.lang.Thread.sleep(long)';
create table if not exists orders (
  id varchar(16) primary key,
  customer varchar(64) not null,
  title varchar(128) not null,
  paid_cents int not null,
  parcel varchar(16)
);
merge into orders values ('BK-1042', 'ada', 'The Art of Computer Programming', 18900, 'PX-77');
merge into orders values ('BK-1043', 'ada', 'A Mathematician''s Apology', 1450, 'PX-78');
merge into orders values ('BK-1044', 'grace', 'Understanding Computers', 2300, null);
