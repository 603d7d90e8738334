//! What is said of a person, by scope (OpenID Connect Core §5.1, §5.4).

use model::{IdentityScope, Scope};
use openidconnect::{
    EndUserEmail, EndUserFamilyName, EndUserGivenName, EndUserName, EndUserTimezone, LanguageTag,
    LocalizedClaim, StandardClaims, SubjectIdentifier, core::CoreGenderClaim,
};
use store::PersonRow;

/// The claims that this scope opens. The subject is the person's id, which never changes and is the same for every
/// application.
pub(super) fn claims_of(person: PersonRow, scope: &Scope) -> StandardClaims<CoreGenderClaim> {
    let claims = StandardClaims::new(SubjectIdentifier::new(person.id.to_string()));
    let claims = if scope.has(IdentityScope::Profile) {
        let name = crate::people::full_name(&person.first_name, &person.last_name);
        claims
            .set_name(Some(LocalizedClaim::from(EndUserName::new(name))))
            .set_given_name(Some(LocalizedClaim::from(EndUserGivenName::new(person.first_name))))
            .set_family_name(Some(LocalizedClaim::from(EndUserFamilyName::new(person.last_name))))
            .set_locale(person.language.map(|language| LanguageTag::new(language.as_str().to_owned())))
            .set_zoneinfo(person.time_zone.map(EndUserTimezone::new))
    } else {
        claims
    };
    if scope.has(IdentityScope::Email) {
        // Nobody gives themselves an address: administrators do, and the invitation went there.
        claims.set_email(Some(EndUserEmail::new(person.email))).set_email_verified(Some(true))
    } else {
        claims
    }
}
