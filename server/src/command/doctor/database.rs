//! Whether the database is there, up to date and sound.

use super::report::Finding;
use crate::{command::output::explain, config::Config};
use store::{Condition, Connections, Database};

/// Which part of a server's connections may be taken before that is worth a word.
const CROWDED_PERCENT: i64 = 80;

pub(super) async fn look(config: &Config) -> (Finding, Option<Condition>) {
    if let Some(file) = config.database.url.file().filter(|file| !file.exists()) {
        let text = format!("{} is not there; `latchkey init` makes it", file.display());
        return (Finding::Problem(text), None);
    }
    match ask(config).await {
        Ok((engine, migration, condition)) => (judge(engine, migration, &condition, config), Some(condition)),
        Err(error) => (Finding::Problem(format!("{}; check database.url", explain(&error.into()))), None),
    }
}

async fn ask(config: &Config) -> store::Result<(&'static str, Option<i64>, Condition)> {
    let database = Database::open(config.database.url.as_str()).await?;
    let migration = database.migration().await?;
    let condition = database.condition().await?;
    database.close().await;
    Ok((database.engine(), migration, condition))
}

fn judge(engine: &str, migration: Option<i64>, condition: &Condition, config: &Config) -> Finding {
    let (newest, known) = (Database::newest_migration(), migration.unwrap_or_default());
    let version = format!("{engine} {}", condition.version);
    if let Some(damage) = &condition.damage {
        return Finding::Problem(format!(
            "{version}: the file is damaged ({damage}); stop the server and restore a backup (`latchkey restore`)"
        ));
    }
    if known > newest {
        return Finding::Problem(format!(
            "{version}, at migration {known}, of which this version knows {newest}; use the version that wrote it"
        ));
    }
    if known < newest {
        return Finding::Problem(format!(
            "{version}, not up to date: {} migrations are pending; make a backup, then `latchkey init` or `latchkey serve` \
             mend that",
            newest - known
        ));
    }
    if !condition.write_ahead {
        let file = config.database.url.file().map(|file| file.display().to_string()).unwrap_or_default();
        return Finding::Warning(format!(
            "{version}, up to date, but without a write-ahead log, so readers and writers wait for one another; \
             put {file} on a local file system"
        ));
    }
    match condition.connections {
        Some(Connections { open, most }) if open * 100 >= most * CROWDED_PERCENT => {
            Finding::Warning(format!(
                "{version}, up to date; {open} of {most} connections are taken: raise its max_connections"
            ))
        }
        Some(Connections { open, most }) => {
            Finding::Ok(format!("{version}, up to date, {open} of {most} connections"))
        }
        None => Finding::Ok(format!("{version}, up to date, sound")),
    }
}
