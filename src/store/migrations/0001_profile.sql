-- Ids are never used twice (AUTOINCREMENT): a draft or a saved path that names a deleted row must not
-- find another one in its place. Large columns stand last, so that lists need not read past them.

CREATE TABLE resumes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL,
    read TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- body is null until something of the answer has arrived.
CREATE TABLE analyses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resume_id INTEGER NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    match_percent INTEGER,
    complete INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    question TEXT NOT NULL,
    body TEXT
) STRICT;

CREATE INDEX analyses_of_resume ON analyses (resume_id);

-- deleted_ms is set while a deletion can be undone.
CREATE TABLE paths (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    occupation TEXT,
    status TEXT NOT NULL,
    match_percent INTEGER,
    analysis_id INTEGER REFERENCES analyses (id) ON DELETE SET NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    deleted_ms INTEGER,
    notes TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE INDEX paths_of_analysis ON paths (analysis_id);

-- turn grows with every message of any chat: the order of conversations without a look at the clock.
CREATE TABLE chats (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    turn INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX chats_by_turn ON chats (turn);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    speaker TEXT NOT NULL,
    complete INTEGER NOT NULL,
    answered TEXT,
    created_ms INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX messages_of_chat ON messages (chat_id);

CREATE TABLE drafts (
    key TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    host TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    purpose TEXT NOT NULL
) STRICT;

CREATE TABLE answer_figures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    link TEXT NOT NULL,
    model TEXT NOT NULL,
    ttft_ms INTEGER NOT NULL,
    tokens_per_second REAL,
    complete INTEGER NOT NULL,
    n_fallbacks INTEGER NOT NULL
) STRICT;
