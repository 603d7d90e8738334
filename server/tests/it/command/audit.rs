//! `latchkey audit`

use crate::support::Folder;

fn initialized(db: &store::testing::TestDatabase) -> Folder {
    let folder = Folder::new().with("LATCHKEY_DATABASE__URL", &db.url);
    folder.succeed(&["init", "--demo"]);
    folder
}

store::on_both_engines! {
    async fn a_chain_that_was_touched_is_found(db: TestDatabase) {
        let folder = initialized(&db);
        let said = folder.succeed(&["audit", "verify"]);
        let end = said.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
        let records = db.count("audit_records").await;
        assert!(said.starts_with(&format!("Records that are whole: {records}\n")), "{said}");
        assert!(end.starts_with(&format!("{records}:")), "{said}");
        folder.succeed(&["audit", "verify", "--noted", &end]);

        db.execute("UPDATE audit_records SET actor_name = 'nobody' WHERE sequence = 3").await;
        let complaint = folder.fail(&["audit", "verify"]);
        let expected = "latchkey: the audit is not what was written: record 3 was changed; 2 before it are whole\n";
        assert_eq!(complaint, expected);
        let output = folder.run(&["audit", "verify", "--noted", "3"]);
        assert_eq!(output.status.code(), Some(2));
    }

    /// With nothing but the line itself everybody can count its digest.
    async fn what_is_exported_can_be_verified_by_everybody(db: TestDatabase) {
        let folder = initialized(&db);
        let lines = folder.succeed(&["audit", "export"]);
        let mut previous = "0".repeat(64);
        for line in lines.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let hash = record["hash"].as_str().unwrap();
            assert_eq!(record["previous"], previous);
            let without = format!("{}}}", line.split(r#","hash":"#).next().unwrap());
            assert_eq!(domain::hex(&domain::digest(&without)), hash);
            hash.clone_into(&mut previous);
        }
        let records = usize::try_from(db.count("audit_records").await).unwrap();
        assert_eq!(lines.lines().count(), records);
        let last = records.to_string();
        assert_eq!(folder.succeed(&["audit", "export", "--after", &last]), "");
    }
}
