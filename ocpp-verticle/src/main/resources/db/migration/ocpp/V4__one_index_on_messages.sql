-- One index on the log instead of four: each frame is written once and hardly any is ever read. What a charger's frames are filtered by
-- is in it, so that those that do not fit are passed over without being read; a charger has some thousand a day.
drop index ocpp.messages_charger;
drop index ocpp.messages_action;
drop index ocpp.messages_message;
drop index ocpp.messages_transaction;
create index messages_charger on ocpp.messages (connector_id, id, action, message_id, transaction_id);
