//! What is asked of an application besides its name and APIs, where it may have any grant: the rules between the fields.

use crate::{
    Application, ApplicationForm, Grant, Invalid, Problem,
    redirect_uri::{REDIRECT_URIS_MAX, is_redirect_uri},
};

/// What the fields mean, once they have passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantInput {
    /// How the application gets its tokens.
    pub grant: Grant,
    /// The name or e-mail address of the person it acts as; only for client credentials, else empty.
    pub owner: String,
    /// Where people may be sent back to; only for the authorization code grant, else empty.
    pub redirect_uris: Vec<String>,
    /// Whether it can keep a secret; client credentials must.
    pub confidential: bool,
    /// Whether people are not asked to let it in; never for client credentials, where nobody is asked.
    pub skip_consent: bool,
}

impl Grant {
    /// Those that can be chosen. The password grant is only for those who switched it on (RFC 9700 §2.4).
    pub const OFFERED: [Self; 3] = [Self::AuthorizationCode, Self::ClientCredentials, Self::Device];

    /// Whether people are sent back to the application.
    pub const fn redirects(self) -> bool {
        matches!(self, Self::AuthorizationCode)
    }

    /// Whether it acts as one person, its owner.
    pub const fn has_owner(self) -> bool {
        matches!(self, Self::ClientCredentials)
    }

    /// Whether it can do without a secret (RFC 6749 §2.1).
    pub const fn may_be_public(self) -> bool {
        matches!(self, Self::AuthorizationCode | Self::Device)
    }
}

impl ApplicationForm {
    /// What is asked of a new application of any grant, as [`ApplicationForm::validate`] does for the rest. Fields that
    /// do not belong to the grant are as if they were empty.
    pub fn validate_grant(&self) -> Result<GrantInput, Invalid> {
        let grant = self.grant.trim();
        let Some(grant) = Grant::OFFERED.into_iter().find(|one| one.as_str() == grant) else {
            return Err(Invalid::one("grant", Problem::NoGrant));
        };
        let mut invalid = Invalid::default();
        let owner = if grant.has_owner() { self.owner.trim() } else { "" };
        if grant.has_owner() && owner.is_empty() {
            invalid.add("owner", Problem::Blank);
        }
        let redirect_uris = self.redirect_uris(grant).unwrap_or_else(|problem| {
            invalid.add("redirect_uris", problem);
            Vec::new()
        });
        if !invalid.is_empty() {
            return Err(invalid);
        }
        Ok(GrantInput {
            grant,
            owner: owner.to_owned(),
            redirect_uris,
            confidential: self.confidential || !grant.may_be_public(),
            skip_consent: self.skip_consent && !grant.has_owner(),
        })
    }

    /// Where people may be sent back to: each once, blank rows left out.
    pub fn redirect_uris(&self, grant: Grant) -> Result<Vec<String>, Problem> {
        if !grant.redirects() {
            return Ok(Vec::new());
        }
        let mut uris: Vec<String> = Vec::new();
        for uri in self.redirect_uris.iter().map(|uri| uri.trim()).filter(|uri| !uri.is_empty()) {
            if !is_redirect_uri(uri) {
                return Err(Problem::BadRedirectUrl);
            }
            if !uris.iter().any(|known| known == uri) {
                uris.push(uri.to_owned());
            }
        }
        match uris.len() {
            0 => Err(Problem::NoRedirectUrl),
            1..=REDIRECT_URIS_MAX => Ok(uris),
            _ => Err(Problem::TooMany { limit: u32::try_from(REDIRECT_URIS_MAX).unwrap_or(u32::MAX) }),
        }
    }

    /// The fields that only applications of some grants have, as they are now.
    #[must_use]
    pub fn with_grant_of(self, application: &Application) -> Self {
        Self {
            grant: application.grant.as_str().to_owned(),
            owner: application.owner.as_ref().map(|owner| owner.email.clone()).unwrap_or_default(),
            redirect_uris: application.redirect_uris.clone(),
            confidential: application.confidential,
            skip_consent: application.skip_consent,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(grant: Grant) -> ApplicationForm {
        ApplicationForm {
            grant: grant.as_str().into(),
            owner: "john.doe@example.com".into(),
            redirect_uris: vec![
                String::new(),
                " https://a.example/cb ".into(),
                "https://a.example/cb".into(),
            ],
            skip_consent: true,
            ..ApplicationForm::new()
        }
    }

    #[test]
    fn only_what_belongs_to_the_grant_counts() {
        let input = form(Grant::ClientCredentials).validate_grant().unwrap();
        assert_eq!(
            (input.owner.as_str(), input.redirect_uris, input.confidential),
            ("john.doe@example.com", vec![], true)
        );
        assert!(!input.skip_consent);
        let public = ApplicationForm { confidential: false, ..form(Grant::AuthorizationCode) };
        let input = public.validate_grant().unwrap();
        assert_eq!((input.owner.as_str(), input.redirect_uris.len(), input.confidential), ("", 1, false));
        assert!(input.skip_consent);
        let input = form(Grant::Device).validate_grant().unwrap();
        assert_eq!((input.owner.as_str(), input.redirect_uris.len(), input.confidential), ("", 0, true));
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |form: ApplicationForm| form.validate_grant().unwrap_err().0;
        for none in ["", "password", "implicit"] {
            let form = ApplicationForm { grant: none.into(), ..ApplicationForm::new() };
            assert_eq!(refused(form), [("grant".into(), Problem::NoGrant)]);
        }
        let nobody = ApplicationForm { owner: " ".into(), ..form(Grant::ClientCredentials) };
        assert_eq!(refused(nobody), [("owner".into(), Problem::Blank)]);
        let uris = |uris: &[&str]| ApplicationForm {
            redirect_uris: uris.iter().map(ToString::to_string).collect(),
            ..form(Grant::AuthorizationCode)
        };
        assert_eq!(refused(uris(&[])), [("redirect_uris".into(), Problem::NoRedirectUrl)]);
        assert_eq!(refused(uris(&["", " "])), [("redirect_uris".into(), Problem::NoRedirectUrl)]);
        assert_eq!(refused(uris(&["http://a.example"])), [("redirect_uris".into(), Problem::BadRedirectUrl)]);
        let many: Vec<_> = (0..21).map(|number| format!("https://a.example/{number}")).collect();
        let many: Vec<_> = many.iter().map(String::as_str).collect();
        assert_eq!(refused(uris(&many)), [("redirect_uris".into(), Problem::TooMany { limit: 20 })]);
    }
}
