CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE area (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	parent_id INTEGER, 
	level SMALLINT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	CONSTRAINT pk_area PRIMARY KEY (id), 
	CONSTRAINT fk_area_parent_id FOREIGN KEY(parent_id) REFERENCES area (id), 
	CONSTRAINT uq_area_code UNIQUE (code)
);

CREATE TABLE election (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name TEXT NOT NULL, 
	voting_day DATE NOT NULL, 
	rules TEXT NOT NULL, 
	number_template TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	CONSTRAINT pk_election PRIMARY KEY (id), 
	CONSTRAINT uq_election_uid UNIQUE (uid)
);

CREATE TABLE role (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	first_number SMALLINT NOT NULL, 
	seats SMALLINT NOT NULL, 
	kpps BOOLEAN NOT NULL, 
	needs_oath BOOLEAN NOT NULL, 
	needs_training BOOLEAN NOT NULL, 
	needs_certificate BOOLEAN NOT NULL, 
	CONSTRAINT pk_role PRIMARY KEY (id), 
	CONSTRAINT uq_role_code UNIQUE (code), 
	CONSTRAINT uq_role_uid UNIQUE (uid)
);

CREATE TABLE workspace (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY ("key")
);

CREATE TABLE member (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	nik TEXT, 
	title_before TEXT DEFAULT '' NOT NULL, 
	name TEXT NOT NULL, 
	title_after TEXT DEFAULT '' NOT NULL, 
	name_key TEXT NOT NULL, 
	sex TEXT, 
	birth_place TEXT DEFAULT '' NOT NULL, 
	born DATE, 
	address TEXT DEFAULT '' NOT NULL, 
	rt_rw TEXT DEFAULT '' NOT NULL, 
	phone TEXT DEFAULT '' NOT NULL, 
	email TEXT DEFAULT '' NOT NULL, 
	education TEXT DEFAULT '' NOT NULL, 
	occupation TEXT DEFAULT '' NOT NULL, 
	marital TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	role_id INTEGER NOT NULL, 
	wanted TEXT NOT NULL, 
	eligibility TEXT NOT NULL, 
	objections TEXT DEFAULT '' NOT NULL, 
	active BOOLEAN DEFAULT 1 NOT NULL, 
	place TEXT NOT NULL, 
	stage SMALLINT NOT NULL, 
	sworn DATE, 
	trained DATE, 
	certified BOOLEAN DEFAULT 0 NOT NULL, left_reason TEXT DEFAULT '' NOT NULL, reserve SMALLINT DEFAULT 0 NOT NULL, merged_into INTEGER CONSTRAINT fk_member_merged_into REFERENCES member (id), 
	CONSTRAINT fk_member_role_id FOREIGN KEY(role_id) REFERENCES role (id), 
	CONSTRAINT uq_member_uid UNIQUE (uid)
);

CREATE INDEX ix_member_name ON member (name_key, id);

CREATE INDEX ix_member_place ON member (place, id);

CREATE INDEX ix_member_stage ON member (stage, place, id);

CREATE INDEX ix_member_nik ON member (nik, active, place);

CREATE UNIQUE INDEX uq_member_nik ON member (nik) WHERE active AND nik IS NOT NULL;

CREATE TABLE polling_station (
	id INTEGER NOT NULL, 
	area_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	number TEXT NOT NULL, 
	kpps_seats SMALLINT DEFAULT 0 NOT NULL, 
	kpps_filled SMALLINT DEFAULT 0 NOT NULL, 
	kpps_eligible SMALLINT DEFAULT 0 NOT NULL, 
	kpps_sworn SMALLINT DEFAULT 0 NOT NULL, 
	kpps_trained SMALLINT DEFAULT 0 NOT NULL, 
	kpps_certified SMALLINT DEFAULT 0 NOT NULL, 
	officer_seats SMALLINT DEFAULT 0 NOT NULL, 
	officer_filled SMALLINT DEFAULT 0 NOT NULL, 
	officer_eligible SMALLINT DEFAULT 0 NOT NULL, 
	officer_sworn SMALLINT DEFAULT 0 NOT NULL, 
	officer_trained SMALLINT DEFAULT 0 NOT NULL, 
	officer_certified SMALLINT DEFAULT 0 NOT NULL, 
	ready BOOLEAN DEFAULT 0 NOT NULL, women SMALLINT DEFAULT 0 NOT NULL, undecreed SMALLINT DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_polling_station PRIMARY KEY (id), 
	CONSTRAINT fk_polling_station_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_polling_station_code UNIQUE (code)
);

CREATE INDEX ix_polling_station_area_id ON polling_station (area_id);

CREATE INDEX ix_polling_station_number ON polling_station (number, code);

CREATE TABLE seat (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	role_id INTEGER NOT NULL, 
	number SMALLINT NOT NULL, 
	code TEXT NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (id), 
	CONSTRAINT fk_seat_role_id FOREIGN KEY(role_id) REFERENCES role (id), 
	CONSTRAINT fk_seat_station_id FOREIGN KEY(station_id) REFERENCES polling_station (id), 
	CONSTRAINT uq_seat_code UNIQUE (code), 
	CONSTRAINT uq_seat_station_id_number UNIQUE (station_id, number)
);

CREATE TABLE appointment (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	seat_id INTEGER NOT NULL, 
	decree_no TEXT DEFAULT '' NOT NULL, 
	decree_date DATE, 
	since DATE, 
	until DATE, 
	end_reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_appointment PRIMARY KEY (id), 
	CONSTRAINT fk_appointment_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_appointment_seat_id FOREIGN KEY(seat_id) REFERENCES seat (id), 
	CONSTRAINT uq_appointment_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_appointment_open_member ON appointment (member_id) WHERE until IS NULL;

CREATE UNIQUE INDEX uq_appointment_open_seat ON appointment (seat_id) WHERE until IS NULL;

CREATE VIRTUAL TABLE member_search USING fts5(name_key, content='member', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3');

CREATE TRIGGER member_search_insert AFTER INSERT ON member BEGIN INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END;

CREATE TRIGGER member_search_delete AFTER DELETE ON member BEGIN INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); END;

CREATE TRIGGER member_search_update AFTER UPDATE OF name_key ON member WHEN old.name_key <> new.name_key BEGIN INSERT INTO member_search (member_search, rowid, name_key) VALUES ('delete', old.id, old.name_key); INSERT INTO member_search (rowid, name_key) VALUES (new.id, new.name_key); END;

CREATE TABLE certificate_edition (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_certificate_edition PRIMARY KEY (id), 
	CONSTRAINT uq_certificate_edition_content UNIQUE (content), 
	CONSTRAINT uq_certificate_edition_uid UNIQUE (uid)
);

CREATE TABLE journal (
	id BLOB NOT NULL, 
	device TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	clock BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	"by" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	reason TEXT, 
	group_id BLOB, 
	undoes BLOB, 
	previous BLOB NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (id), 
	CONSTRAINT uq_journal_device_seq UNIQUE (device, seq)
);

CREATE INDEX ix_journal_group_id ON journal (group_id);

CREATE INDEX ix_journal_undoes ON journal (undoes);

CREATE TABLE signing_key (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	key_id TEXT NOT NULL, 
	public BLOB NOT NULL, 
	private BLOB, 
	created_at BIGINT NOT NULL, 
	revoked_at BIGINT, revoked_from DATE, reason TEXT DEFAULT '' NOT NULL, office TEXT DEFAULT '' NOT NULL, backed_up_at BIGINT, 
	CONSTRAINT pk_signing_key PRIMARY KEY (id), 
	CONSTRAINT uq_signing_key_key_id UNIQUE (key_id), 
	CONSTRAINT uq_signing_key_uid UNIQUE (uid)
);

CREATE TABLE journal_block (
	id INTEGER NOT NULL, 
	entry_id BLOB NOT NULL, 
	table_name TEXT NOT NULL, 
	lines INTEGER NOT NULL, 
	commitments BLOB NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_journal_block PRIMARY KEY (id), 
	CONSTRAINT fk_journal_block_entry_id FOREIGN KEY(entry_id) REFERENCES journal (id)
);

CREATE INDEX ix_journal_block_entry_id ON journal_block (entry_id);

CREATE TABLE session (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	kind TEXT NOT NULL, 
	area_id INTEGER NOT NULL, 
	wave SMALLINT DEFAULT 1 NOT NULL, 
	title TEXT NOT NULL, 
	venue TEXT DEFAULT '' NOT NULL, 
	day DATE NOT NULL, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	capacity INTEGER NOT NULL, 
	topics TEXT DEFAULT '[]' NOT NULL, 
	trainers TEXT DEFAULT '' NOT NULL, 
	required BOOLEAN DEFAULT 1 NOT NULL, 
	state TEXT DEFAULT 'rencana' NOT NULL, trainers_present TEXT DEFAULT '' NOT NULL, breaks TEXT DEFAULT '' NOT NULL, signatures SMALLINT, closed_at BIGINT, closed_by TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (id), 
	CONSTRAINT fk_session_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_session_uid UNIQUE (uid)
);

CREATE INDEX ix_session_area_id ON session (area_id);

CREATE INDEX ix_session_kind_day ON session (kind, day, starts, id);

CREATE TABLE attendance (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	status SMALLINT NOT NULL, 
	walk_in BOOLEAN DEFAULT 0 NOT NULL, 
	marked_at BIGINT NOT NULL, 
	marked_by TEXT NOT NULL, 
	how TEXT NOT NULL, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_attendance_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_attendance_session_id_member_id UNIQUE (session_id, member_id), 
	CONSTRAINT uq_attendance_uid UNIQUE (uid)
);

CREATE INDEX ix_attendance_member_id ON attendance (member_id);

CREATE TABLE journal_subject (
	member_id INTEGER NOT NULL, 
	block_id INTEGER NOT NULL, 
	line SMALLINT NOT NULL, 
	CONSTRAINT pk_journal_subject PRIMARY KEY (member_id, block_id, line), 
	CONSTRAINT fk_journal_subject_block_id FOREIGN KEY(block_id) REFERENCES journal_block (id)
)
 WITHOUT ROWID

;

CREATE TABLE session_crew (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	CONSTRAINT pk_session_crew PRIMARY KEY (id), 
	CONSTRAINT fk_session_crew_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT fk_session_crew_station_id FOREIGN KEY(station_id) REFERENCES polling_station (id), 
	CONSTRAINT uq_session_crew_session_id_station_id UNIQUE (session_id, station_id), 
	CONSTRAINT uq_session_crew_uid UNIQUE (uid)
);

CREATE INDEX ix_session_crew_station_id ON session_crew (station_id);

CREATE INDEX ix_member_merged_into ON member (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX ix_member_phone ON member (phone, place, id) WHERE phone <> '';

CREATE INDEX ix_member_objections ON member (objections, place, id) WHERE objections <> '';

CREATE INDEX ix_appointment_seat_id ON appointment (seat_id);

CREATE INDEX ix_appointment_ended_seat ON appointment (seat_id) WHERE until IS NOT NULL;

CREATE INDEX ix_appointment_member_id ON appointment (member_id);

CREATE INDEX ix_appointment_ended_member ON appointment (member_id) WHERE until IS NOT NULL;

CREATE INDEX ix_member_eligibility ON member (eligibility, place, id) WHERE eligibility <> 'MS';

CREATE INDEX ix_member_reserve ON member (place, reserve, id) WHERE reserve > 0;

CREATE TABLE import_run (
	id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	"by" TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	file_hash TEXT NOT NULL, 
	sheet TEXT DEFAULT '' NOT NULL, 
	fingerprint TEXT NOT NULL, 
	mapping TEXT NOT NULL, 
	existing TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	group_id BLOB, 
	content BLOB, 
	CONSTRAINT pk_import_run PRIMARY KEY (id)
);

CREATE INDEX ix_import_run_fingerprint ON import_run (fingerprint);

CREATE TABLE rule_pack (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	number INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	adopted_by TEXT NOT NULL, 
	adopted_at BIGINT NOT NULL, 
	CONSTRAINT pk_rule_pack PRIMARY KEY (id), 
	CONSTRAINT uq_rule_pack_number UNIQUE (number), 
	CONSTRAINT uq_rule_pack_uid UNIQUE (uid)
);

CREATE TABLE disclosure (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	shown_to TEXT NOT NULL, 
	shown_at BIGINT NOT NULL, 
	CONSTRAINT pk_disclosure PRIMARY KEY (id), 
	CONSTRAINT fk_disclosure_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_disclosure_uid UNIQUE (uid)
);

CREATE INDEX ix_disclosure_member_id ON disclosure (member_id);

CREATE TABLE distinct_pair (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at BIGINT NOT NULL, 
	CONSTRAINT pk_distinct_pair PRIMARY KEY (id), 
	CONSTRAINT fk_distinct_pair_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_distinct_pair_other_id FOREIGN KEY(other_id) REFERENCES member (id), 
	CONSTRAINT uq_distinct_pair_member_id_other_id UNIQUE (member_id, other_id), 
	CONSTRAINT uq_distinct_pair_uid UNIQUE (uid)
);

CREATE INDEX ix_distinct_pair_other_id ON distinct_pair (other_id);

CREATE TABLE document (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	received DATE, 
	verdict TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	checked_by TEXT NOT NULL, 
	checked_at BIGINT NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_document_member_id_code UNIQUE (member_id, code), 
	CONSTRAINT uq_document_uid UNIQUE (uid)
);

CREATE TABLE requirement (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	met BOOLEAN NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	judged_by TEXT NOT NULL, 
	judged_at BIGINT NOT NULL, 
	CONSTRAINT pk_requirement PRIMARY KEY (id), 
	CONSTRAINT fk_requirement_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_requirement_member_id_code UNIQUE (member_id, code), 
	CONSTRAINT uq_requirement_uid UNIQUE (uid)
);

CREATE TABLE response (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	member_id INTEGER NOT NULL, 
	received DATE NOT NULL, 
	source TEXT NOT NULL, 
	contact TEXT DEFAULT '' NOT NULL, 
	content TEXT NOT NULL, 
	verdict TEXT DEFAULT '' NOT NULL, 
	verdict_note TEXT DEFAULT '' NOT NULL, 
	decided_by TEXT DEFAULT '' NOT NULL, 
	decided_at BIGINT, 
	CONSTRAINT pk_response PRIMARY KEY (id), 
	CONSTRAINT fk_response_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_response_uid UNIQUE (uid)
);

CREATE INDEX ix_response_member_id ON response (member_id);

CREATE TABLE waiver (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	objection TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	granted_by TEXT NOT NULL, 
	granted_at BIGINT NOT NULL, 
	CONSTRAINT pk_waiver PRIMARY KEY (id), 
	CONSTRAINT fk_waiver_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_waiver_member_id_objection UNIQUE (member_id, objection), 
	CONSTRAINT uq_waiver_uid UNIQUE (uid)
);

CREATE TABLE replacement (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	member_id INTEGER NOT NULL, 
	appointment_id INTEGER NOT NULL, 
	successor_id INTEGER, 
	reason TEXT NOT NULL, 
	explanation TEXT DEFAULT '' NOT NULL, 
	letter_no TEXT DEFAULT '' NOT NULL, 
	letter_date DATE, 
	minutes_no TEXT DEFAULT '' NOT NULL, 
	minutes_date DATE, 
	effective DATE NOT NULL, 
	CONSTRAINT pk_replacement PRIMARY KEY (id), 
	CONSTRAINT fk_replacement_appointment_id FOREIGN KEY(appointment_id) REFERENCES appointment (id), 
	CONSTRAINT fk_replacement_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_replacement_successor_id FOREIGN KEY(successor_id) REFERENCES appointment (id), 
	CONSTRAINT uq_replacement_appointment_id UNIQUE (appointment_id), 
	CONSTRAINT uq_replacement_uid UNIQUE (uid)
);

CREATE INDEX ix_replacement_member_id ON replacement (member_id);

CREATE VIRTUAL TABLE member_search_address USING fts5(address, content='member', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2', columnsize=0);

CREATE TRIGGER member_search_address_insert AFTER INSERT ON member WHEN new.address <> '' BEGIN INSERT INTO member_search_address (rowid, address) VALUES (new.id, new.address); END;

CREATE TRIGGER member_search_address_delete AFTER DELETE ON member WHEN old.address <> '' BEGIN INSERT INTO member_search_address (member_search_address, rowid, address) VALUES ('delete', old.id, old.address); END;

CREATE TRIGGER member_search_address_update AFTER UPDATE OF address ON member WHEN old.address <> new.address BEGIN INSERT INTO member_search_address (member_search_address, rowid, address) SELECT 'delete', old.id, old.address WHERE old.address <> ''; INSERT INTO member_search_address (rowid, address) SELECT new.id, new.address WHERE new.address <> ''; END;

CREATE TABLE wording (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	code TEXT NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_wording PRIMARY KEY (id), 
	CONSTRAINT uq_wording_code UNIQUE (code), 
	CONSTRAINT uq_wording_uid UNIQUE (uid)
);

CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	area_id INTEGER NOT NULL, 
	request TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	made_by TEXT NOT NULL, 
	published_at BIGINT, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT fk_plan_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_plan_uid UNIQUE (uid)
);

CREATE TABLE planned_session (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	plan_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	area_id INTEGER NOT NULL, 
	wave SMALLINT NOT NULL, 
	day DATE, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	room TEXT NOT NULL, 
	crews TEXT NOT NULL, 
	trainers TEXT NOT NULL, 
	stands_for INTEGER, 
	CONSTRAINT pk_planned_session PRIMARY KEY (id), 
	CONSTRAINT fk_planned_session_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT fk_planned_session_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT uq_planned_session_plan_id_number UNIQUE (plan_id, number), 
	CONSTRAINT uq_planned_session_uid UNIQUE (uid)
);

CREATE INDEX ix_planned_session_plan_id_day ON planned_session (plan_id, day);

CREATE TABLE room (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	area_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	capacity SMALLINT NOT NULL, 
	closed TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_room PRIMARY KEY (id), 
	CONSTRAINT fk_room_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_room_area_id_name UNIQUE (area_id, name), 
	CONSTRAINT uq_room_uid UNIQUE (uid)
);

CREATE INDEX ix_room_area_id ON room (area_id);

CREATE TABLE trainer (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name TEXT NOT NULL, 
	institution TEXT DEFAULT '' NOT NULL, 
	phone TEXT DEFAULT '' NOT NULL, 
	area_id INTEGER, 
	absent TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_trainer PRIMARY KEY (id), 
	CONSTRAINT fk_trainer_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_trainer_name UNIQUE (name), 
	CONSTRAINT uq_trainer_uid UNIQUE (uid)
);

CREATE TABLE transport_rate (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	kind TEXT NOT NULL, 
	role_id INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	CONSTRAINT pk_transport_rate PRIMARY KEY (id), 
	CONSTRAINT fk_transport_rate_role_id FOREIGN KEY(role_id) REFERENCES role (id), 
	CONSTRAINT uq_transport_rate_kind_role_id UNIQUE (kind, role_id), 
	CONSTRAINT uq_transport_rate_uid UNIQUE (uid)
);

CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	missed_id INTEGER, 
	invited_at BIGINT NOT NULL, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_invitation_missed_id FOREIGN KEY(missed_id) REFERENCES session (id), 
	CONSTRAINT fk_invitation_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_invitation_session_id_member_id UNIQUE (session_id, member_id), 
	CONSTRAINT uq_invitation_uid UNIQUE (uid)
);

CREATE INDEX ix_invitation_member_id ON invitation (member_id);

CREATE TABLE kit (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	made_at BIGINT NOT NULL, 
	made_by TEXT NOT NULL, 
	public BLOB NOT NULL, 
	identity TEXT NOT NULL, 
	given TEXT NOT NULL, 
	recalled BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_kit PRIMARY KEY (id), 
	CONSTRAINT fk_kit_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_kit_uid UNIQUE (uid)
);

CREATE INDEX ix_kit_session_id ON kit (session_id);

CREATE TABLE oath (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	form TEXT NOT NULL, 
	CONSTRAINT pk_oath PRIMARY KEY (id), 
	CONSTRAINT fk_oath_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_oath_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_oath_session_id_member_id UNIQUE (session_id, member_id), 
	CONSTRAINT uq_oath_uid UNIQUE (uid)
);

CREATE INDEX ix_oath_member_id ON oath (member_id);

CREATE TABLE swearing_in (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	session_id INTEGER NOT NULL, 
	officiant TEXT DEFAULT '' NOT NULL, 
	office TEXT DEFAULT '' NOT NULL, 
	witnesses TEXT DEFAULT '' NOT NULL, 
	minutes_no TEXT DEFAULT '' NOT NULL, 
	minutes_date DATE, 
	CONSTRAINT pk_swearing_in PRIMARY KEY (id), 
	CONSTRAINT fk_swearing_in_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_swearing_in_session_id UNIQUE (session_id), 
	CONSTRAINT uq_swearing_in_uid UNIQUE (uid)
);

CREATE TABLE receipt (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	corrects_id INTEGER, 
	reason TEXT DEFAULT '' NOT NULL, 
	made_at BIGINT NOT NULL, 
	paid_at BIGINT, 
	paid_by TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id), 
	CONSTRAINT fk_receipt_corrects_id FOREIGN KEY(corrects_id) REFERENCES receipt (id), 
	CONSTRAINT fk_receipt_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_receipt_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_receipt_uid UNIQUE (uid)
);

CREATE INDEX ix_receipt_member_id ON receipt (member_id);

CREATE INDEX ix_receipt_session_id ON receipt (session_id);

CREATE TABLE score (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	"before" SMALLINT, 
	"after" SMALLINT, 
	CONSTRAINT pk_score PRIMARY KEY (id), 
	CONSTRAINT fk_score_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_score_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_score_session_id_member_id UNIQUE (session_id, member_id), 
	CONSTRAINT uq_score_uid UNIQUE (uid)
);

CREATE INDEX ix_score_member_id ON score (member_id);

CREATE TABLE sheet (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	session_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	page SMALLINT NOT NULL, 
	pages SMALLINT NOT NULL, 
	layout TEXT NOT NULL, 
	printed_at BIGINT NOT NULL, 
	CONSTRAINT pk_sheet PRIMARY KEY (id), 
	CONSTRAINT fk_sheet_session_id FOREIGN KEY(session_id) REFERENCES session (id), 
	CONSTRAINT uq_sheet_code UNIQUE (code), 
	CONSTRAINT uq_sheet_uid UNIQUE (uid)
);

CREATE INDEX ix_sheet_session_id ON sheet (session_id);

CREATE TABLE kit_result (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	kit_id INTEGER NOT NULL, 
	file_hash TEXT NOT NULL, 
	taken_at BIGINT NOT NULL, 
	taken_by TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	day DATE, 
	content TEXT NOT NULL, 
	guests TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_kit_result PRIMARY KEY (id), 
	CONSTRAINT fk_kit_result_kit_id FOREIGN KEY(kit_id) REFERENCES kit (id), 
	CONSTRAINT uq_kit_result_file_hash UNIQUE (file_hash), 
	CONSTRAINT uq_kit_result_uid UNIQUE (uid)
);

CREATE INDEX ix_kit_result_kit_id ON kit_result (kit_id);

CREATE TABLE scan (
	id INTEGER NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	file_hash TEXT NOT NULL, 
	content BLOB NOT NULL, 
	verdicts TEXT NOT NULL, 
	taken_at BIGINT NOT NULL, 
	taken_by TEXT NOT NULL, 
	confirmed_at BIGINT, 
	CONSTRAINT pk_scan PRIMARY KEY (id), 
	CONSTRAINT fk_scan_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheet (id), 
	CONSTRAINT uq_scan_file_hash UNIQUE (file_hash)
);

CREATE INDEX ix_scan_sheet_id ON scan (sheet_id);

CREATE TABLE nik_end (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	digits TEXT NOT NULL, 
	CONSTRAINT pk_nik_end PRIMARY KEY (id), 
	CONSTRAINT fk_nik_end_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_nik_end_member_id UNIQUE (member_id)
);

CREATE TABLE asset (
	id INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	media TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_asset PRIMARY KEY (id), 
	CONSTRAINT uq_asset_digest UNIQUE (digest)
);

CREATE TABLE design (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	digest TEXT NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_design PRIMARY KEY (id), 
	CONSTRAINT uq_design_digest UNIQUE (digest), 
	CONSTRAINT uq_design_uid UNIQUE (uid)
);

CREATE TABLE print_batch (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	title TEXT NOT NULL, 
	target TEXT NOT NULL, 
	printer BOOLEAN NOT NULL, 
	sorting TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	total INTEGER NOT NULL, 
	out INTEGER DEFAULT 0 NOT NULL, 
	state TEXT NOT NULL, 
	started_at BIGINT NOT NULL, 
	started_by TEXT NOT NULL, 
	CONSTRAINT pk_print_batch PRIMARY KEY (id), 
	CONSTRAINT uq_print_batch_uid UNIQUE (uid)
);

CREATE TABLE revocation_list (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	key_id TEXT NOT NULL, 
	made_on DATE NOT NULL, 
	own BOOLEAN NOT NULL, 
	digest TEXT NOT NULL, 
	content TEXT NOT NULL, 
	kept_at BIGINT NOT NULL, 
	kept_by TEXT NOT NULL, 
	CONSTRAINT pk_revocation_list PRIMARY KEY (id), 
	CONSTRAINT uq_revocation_list_digest UNIQUE (digest), 
	CONSTRAINT uq_revocation_list_uid UNIQUE (uid)
);

CREATE INDEX ix_revocation_list_key_id ON revocation_list (key_id);

CREATE TABLE template (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	content TEXT NOT NULL, 
	chosen BOOLEAN DEFAULT 0 NOT NULL, 
	changed_at BIGINT NOT NULL, 
	changed_by TEXT NOT NULL, 
	CONSTRAINT pk_template PRIMARY KEY (id), 
	CONSTRAINT uq_template_name UNIQUE (name), 
	CONSTRAINT uq_template_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_template_chosen_kind ON template (kind) WHERE chosen;

CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	area_id INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	key_id TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	made_by TEXT NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_evidence_uid UNIQUE (uid)
);

CREATE INDEX ix_evidence_area_id ON evidence (area_id);

CREATE TABLE letterhead (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	area_id INTEGER, 
	lines TEXT NOT NULL, 
	city TEXT DEFAULT '' NOT NULL, 
	logo TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_letterhead PRIMARY KEY (id), 
	CONSTRAINT fk_letterhead_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_letterhead_area_id UNIQUE (area_id), 
	CONSTRAINT uq_letterhead_uid UNIQUE (uid)
);

CREATE TABLE official (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	area_id INTEGER, 
	title TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT DEFAULT '' NOT NULL, 
	rank SMALLINT DEFAULT 1 NOT NULL, 
	signs BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_official PRIMARY KEY (id), 
	CONSTRAINT fk_official_area_id FOREIGN KEY(area_id) REFERENCES area (id), 
	CONSTRAINT uq_official_uid UNIQUE (uid)
);

CREATE INDEX ix_official_area_id ON official (area_id);

CREATE TABLE name_check (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	checked_at BIGINT NOT NULL, 
	checked_by TEXT NOT NULL, 
	CONSTRAINT pk_name_check PRIMARY KEY (id), 
	CONSTRAINT fk_name_check_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_name_check_member_id UNIQUE (member_id), 
	CONSTRAINT uq_name_check_uid UNIQUE (uid)
);

CREATE TABLE photo (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	taken_at BIGINT NOT NULL, 
	taken_by TEXT NOT NULL, 
	CONSTRAINT pk_photo PRIMARY KEY (id), 
	CONSTRAINT fk_photo_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT uq_photo_member_id UNIQUE (member_id)
);

CREATE TABLE print_line (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	certificate_id INTEGER NOT NULL, 
	copy BOOLEAN NOT NULL, 
	CONSTRAINT pk_print_line PRIMARY KEY (id), 
	CONSTRAINT fk_print_line_batch_id FOREIGN KEY(batch_id) REFERENCES print_batch (id), 
	CONSTRAINT fk_print_line_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificate (id), 
	CONSTRAINT uq_print_line_batch_id_position UNIQUE (batch_id, position)
);

CREATE INDEX ix_print_line_certificate_id ON print_line (certificate_id);

CREATE TABLE "certificate" (
	id INTEGER NOT NULL, 
	uid BLOB NOT NULL, 
	member_id INTEGER, 
	edition_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	name TEXT NOT NULL, 
	position TEXT NOT NULL, 
	place TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	issued_at BIGINT NOT NULL, 
	issued_by TEXT NOT NULL, 
	state TEXT DEFAULT 'terbit' NOT NULL, 
	replaced_by INTEGER, 
	reason TEXT DEFAULT '' NOT NULL, 
	trainer_id INTEGER, 
	state_at BIGINT, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_edition_id FOREIGN KEY(edition_id) REFERENCES certificate_edition (id), 
	CONSTRAINT fk_certificate_member_id FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT fk_certificate_replaced_by FOREIGN KEY(replaced_by) REFERENCES certificate (id), 
	CONSTRAINT uq_certificate_number UNIQUE (number), 
	CONSTRAINT uq_certificate_scope_sequence UNIQUE (scope, sequence), 
	CONSTRAINT uq_certificate_uid UNIQUE (uid), 
	CONSTRAINT fk_certificate_trainer_id FOREIGN KEY(trainer_id) REFERENCES trainer (id)
);

CREATE INDEX ix_certificate_member_id ON certificate (member_id);

CREATE INDEX ix_certificate_place ON certificate (place);

CREATE UNIQUE INDEX uq_certificate_open_member ON certificate (member_id, kind) WHERE state = 'terbit';

CREATE UNIQUE INDEX uq_certificate_open_trainer ON certificate (trainer_id, kind) WHERE state = 'terbit' AND trainer_id IS NOT NULL;

CREATE INDEX ix_certificate_state_kind_place ON certificate (state, kind, place);
