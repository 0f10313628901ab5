using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Storage;

/// <summary>
/// The database of the data folder, which several engines may use at once: all of them read, and writes wait for each other. Each use
/// opens the file anew, so that a folder that was deleted or replaced in the meantime is noticed.
/// </summary>
/// <param name="folder">The data folder's full path. It is created with the first write.</param>
internal sealed class Database(string folder)
{
    private const string FileName = "clarifai-local.db";

    // "clar": the file is a database of this program.
    private const int ApplicationId = 0x636C6172;
    private const int SchemaVersion = 1;

    // A row with an embedding fits on a page.
    private const int PageSize = 8192;
    private const int PatienceSeconds = 30;

    private const string Schema = """
        CREATE TABLE apps (key INTEGER PRIMARY KEY, user TEXT NOT NULL, app TEXT NOT NULL, UNIQUE (user, app));
        CREATE TABLE inputs (
            key INTEGER PRIMARY KEY, app INTEGER NOT NULL REFERENCES apps, id TEXT NOT NULL, hash BLOB NOT NULL,
            embedder TEXT NOT NULL, embedding BLOB NOT NULL, created_at INTEGER NOT NULL, url TEXT, metadata TEXT, geo TEXT,
            UNIQUE (app, id));
        CREATE INDEX inputs_by_hash ON inputs (app, hash);
        CREATE TABLE given (
            input INTEGER NOT NULL REFERENCES inputs ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
            is_positive INTEGER NOT NULL, PRIMARY KEY (input, id)) WITHOUT ROWID;
        CREATE INDEX given_by_id ON given (id);
        CREATE TABLE predicted (
            input INTEGER NOT NULL REFERENCES inputs ON DELETE CASCADE, id TEXT NOT NULL, value REAL NOT NULL,
            PRIMARY KEY (input, id)) WITHOUT ROWID;
        CREATE TABLE models (
            key INTEGER PRIMARY KEY, app INTEGER NOT NULL REFERENCES apps, id TEXT NOT NULL, name TEXT NOT NULL,
            created_at INTEGER NOT NULL, concepts TEXT NOT NULL, is_exclusive INTEGER NOT NULL, is_closed INTEGER NOT NULL,
            UNIQUE (app, id));
        CREATE TABLE versions (
            key INTEGER PRIMARY KEY, model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE, id TEXT NOT NULL UNIQUE,
            created_at INTEGER NOT NULL, completed_at INTEGER, code INTEGER NOT NULL, details TEXT, concepts TEXT NOT NULL,
            is_exclusive INTEGER NOT NULL, is_closed INTEGER NOT NULL, inputs INTEGER NOT NULL, folder TEXT NOT NULL,
            summary TEXT, metrics TEXT);
        CREATE INDEX versions_by_model ON versions (model);
        """;

    public string Folder { get; } = folder;

    /// <summary>Whether anything was ever written.</summary>
    /// <exception cref="DatabaseException">What has the name of the folder or of the database is something else.</exception>
    public bool Exists =>
        System.IO.File.Exists(Folder) ? throw new DatabaseException(Folder, "the data folder cannot be used: it is a file.")
        : Directory.Exists(File) ? throw new DatabaseException(File, "the database cannot be used: it is a folder.")
        : System.IO.File.Exists(File);

    private string File => Path.Combine(Folder, FileName);

    /// <summary>Reads from one state of the data.</summary>
    /// <param name="read">The queries.</param>
    /// <param name="none">The result if there is no data yet.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public T Read<T>(Func<SqliteConnection, T> read, T none) => Exists ? Use(() =>
    {
        try
        {
            return Read(read, none, isAlone: false);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_IOERR)
        {
            // A full disk has no room for the file that connections share, which a connection that is alone does not need.
            return Read(read, none, isAlone: true);
        }
    }) : none;

    /// <summary>Changes the data: completely, or not at all.</summary>
    /// <param name="write">The statements.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public T Write<T>(Func<SqliteConnection, T> write) => Use(() =>
    {
        if (!Exists)
        {
            CreatePrivate(Folder);
            CreatePrivateFile(File);
        }

        using SqliteConnection connection = Open(SqliteOpenMode.ReadWriteCreate);
        if (!HasSchema(connection))
        {
            _ = connection.Run($"PRAGMA page_size = {PageSize}; PRAGMA journal_mode = WAL");
        }

        using SqliteTransaction change = connection.BeginTransaction();
        if (!HasSchema(connection))
        {
            _ = connection.Run($"{Schema} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion}");
        }

        T result = write(connection);
        change.Commit();
        return result;
    });

    /// <summary>Creates a folder that other users cannot read.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            _ = Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // The folder may have been there before, readable for others. What SQLite puts beside a file has the same permissions. A file that is
    // there is never opened here: closing it would release the locks that SQLite has on it in this process.
    private static void CreatePrivateFile(string path)
    {
        if (OperatingSystem.IsWindows() || System.IO.File.Exists(path))
        {
            return;
        }

        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (System.IO.File.Exists(path))
        {
            // Another thread or engine was faster.
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read, T none, bool isAlone)
    {
        using SqliteConnection connection = Open(SqliteOpenMode.ReadWrite);
        if (isAlone)
        {
            _ = connection.Run("PRAGMA locking_mode = EXCLUSIVE");
        }

        if (!HasSchema(connection))
        {
            return none;
        }

        using SqliteTransaction state = connection.BeginTransaction(deferred: true);
        return read(connection);
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = PatienceSeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // False for a database that is still empty. One statement, as another thread or engine may create the tables in the meantime.
    private bool HasSchema(SqliteConnection connection)
    {
        (long version, long application, long items) = connection.List(
            "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version, pragma_application_id",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)))[0];
        if ((version, application, items) is (0, 0, 0))
        {
            return false;
        }

        return application != ApplicationId ? throw new DatabaseException(File, "it is not a database of clarifai-local.")
            : version == SchemaVersion ? true
            : throw new DatabaseException(
                File, $"it is from a newer clarifai-local (schema {version}; this one reads schema {SchemaVersion}): update the program.");
    }

    /// <summary>Uses the data folder; an error names the file.</summary>
    public T Use<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException failure)
        {
            string reason = failure.SqliteErrorCode switch
            {
                SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
                    "the database is damaged. Move it away to start anew, or restore a copy",
                SQLitePCL.raw.SQLITE_FULL => "the disk is full, and even a deletion needs some room",
                SQLitePCL.raw.SQLITE_IOERR => "the disk is full, or its files cannot be read or written",
                SQLitePCL.raw.SQLITE_BUSY => $"another program has kept the database locked for {PatienceSeconds} seconds",
                _ => "the database cannot be used",
            };
            throw new DatabaseException(File, $"{reason}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(Folder, $"the data folder cannot be used: {failure.Message}", failure);
        }
    }
}
