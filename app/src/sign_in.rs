//! The sign-in page.

use crate::{
    AppError,
    local_path::local_path,
    outside::Outside,
    parts::{Form, FormError, Sent, SubmitButton, TextField, lead_on, posted, use_form},
    second_factors::{SECOND_STEP, SignInButton},
    sign_in_with::{ProviderAlert, asked_ways_in},
    text::text,
};
use leptos::{prelude::*, server_fn::codec::Json};
use leptos_router::hooks::use_location;
use model::{Invalid, Problem, ProviderProblem, ProviderRef, SignInStep, WaysIn, decode_pairs, escape};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is typed. It is never shown again whole, and never logged.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
}

impl fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInForm").finish_non_exhaustive()
    }
}

impl SignInForm {
    fn validate(&self) -> Result<(), Invalid> {
        let mut invalid = Invalid::default();
        for (field, value) in [("email", self.email.trim()), ("password", &self.password)] {
            if value.is_empty() {
                invalid.add(field, Problem::Blank);
            }
        }
        if invalid.is_empty() { Ok(()) } else { Err(invalid) }
    }
}

/// Begins a session, or a second step; the answer sets the cookie of either.
#[server(prefix = "/rpc", endpoint = "session/sign-in", input = Json)]
pub async fn sign_in(form: SignInForm) -> Result<SignInStep, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let office = crate::server::office()?;
    let password = domain::Sensitive::new(form.password);
    let entrance = office.sign_in(&form.email, &password, &visitor.origin).await?;
    Ok(crate::server::enter(&office, &visitor, entrance).await)
}

/// Where a step leads.
pub fn way_on(step: SignInStep, next: &str) -> String {
    match step {
        SignInStep::Done => next.to_owned(),
        SignInStep::SecondFactor => format!("{SECOND_STEP}?next={}", escape(next)),
    }
}

/// What the address says. It is read as it was sent: an address within it must not be unescaped twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    /// Where to go on.
    next: String,
    /// Whether whoever is signed in already has to do it again.
    again: bool,
    /// Who is expected.
    email: String,
    /// Whether the password is asked for even where people come through a provider.
    password: bool,
    /// What went wrong at a provider.
    problem: Option<ProviderProblem>,
    /// At which.
    provider: String,
}

impl Asked {
    fn of(search: &str) -> Self {
        let pairs = decode_pairs(search.trim_start_matches('?').as_bytes()).unwrap_or_default();
        let of = |name: &str| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str());
        Self {
            next: local_path(of("next").unwrap_or_default()).to_owned(),
            again: of("again") == Some("true"),
            email: of("email").unwrap_or_default().chars().take(EMAIL_MAX_LENGTH).collect(),
            password: of("password") == Some("true"),
            problem: of("problem").and_then(|word| word.parse().ok()),
            provider: of("provider").unwrap_or_default().to_owned(),
        }
    }
}

/// Where an address says to go on, as it was sent.
pub fn next_in(search: &str) -> String {
    Asked::of(search).next
}

/// How much of an expected address is shown, in characters.
const EMAIL_MAX_LENGTH: usize = 254;

/// The page. Whoever is signed in already is led on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let asked = StoredValue::new(Asked::of(&use_location().search.get_untracked()));
    let page = Resource::new(
        || (),
        move |()| {
            let (next, again) = asked.with_value(|asked| (asked.next.clone(), asked.again));
            async move {
                if !again {
                    lead_on_if_signed_in(&next);
                }
                let sent: Option<Sent<SignInForm, SignInStep>> = posted(sign_in).await;
                if let Some(Sent { outcome: Ok(step), .. }) = &sent {
                    lead_on(None, &way_on(*step, &next));
                }
                let sent = sent
                    .map(|sent| Sent { typed: SignInForm { password: String::new(), ..sent.typed }, ..sent });
                (sent, asked_ways_in().await)
            }
        },
    );
    let body = move || {
        Suspend::new(async move {
            let (sent, ways) = page.await;
            view! { <SignInCard asked=asked.get_value() sent ways/> }
        })
    };
    view! {
        <Outside title=text!(sign_in.title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

#[component]
fn SignInCard(asked: Asked, sent: Option<Sent<SignInForm, SignInStep>>, ways: WaysIn) -> impl IntoView {
    let problem = asked.problem.filter(|_| sent.is_none()).map(|problem| {
        let provider = ways.providers.iter().find(|one| one.id == asked.provider);
        let provider = provider.map(|one| one.name.clone()).unwrap_or_default();
        view! { <ProviderAlert problem provider/> }
    });
    let with_password = !ways.only || asked.password || sent.is_some();
    let by_provider = !ways.providers.is_empty();
    let buttons = ways.providers.iter().map(|provider| asked.link_to(provider)).collect_view();
    let password_too = asked.with_password();
    let or = (by_provider && with_password).then(|| {
        view! { <p class="or"><span>{text!(sign_in_with.or)}</span></p> }
    });
    view! {
        <div class="card">
            <h1>{text!(sign_in.title)}</h1>
            {problem}
            {by_provider.then(|| view! { <div class="providers">{buttons}</div> })}
            {or}
            {if with_password {
                view! { <PasswordWay asked sent focus=!by_provider/> }.into_any()
            } else {
                view! { <p><a href=password_too rel="external">{text!(sign_in_with.with_password)}</a></p> }.into_any()
            }}
        </div>
    }
}

impl Asked {
    /// To a provider, and back to where this leads. Not within the app: the server sends on from there.
    fn link_to(&self, provider: &ProviderRef) -> impl IntoView + use<> {
        let again = if self.again { "&again=true" } else { "" };
        let href = format!("/sso/{}?next={}{again}", provider.id, escape(&self.next));
        view! {
            <a class="button" data-kind="secondary" href=href rel="external">
                {text!(sign_in_with.button, name = provider.name.as_str()).to_string()}
            </a>
        }
    }

    /// The same page with the form for a password.
    fn with_password(&self) -> String {
        let again = if self.again { "&again=true" } else { "" };
        format!("/sign-in?password=true&next={}{again}", escape(&self.next))
    }
}

/// The form.
#[component]
fn PasswordWay(asked: Asked, sent: Option<Sent<SignInForm, SignInStep>>, focus: bool) -> impl IntoView {
    let Asked { next, email, .. } = asked;
    // A new page, for with a session everything on it is another.
    let enter = {
        let next = next.clone();
        move |step: &SignInStep| drop(window().location().assign(&way_on(*step, &next)))
    };
    let form =
        use_form(SignInForm { email, ..SignInForm::default() }, sent, SignInForm::validate, sign_in, enter);
    view! {
        <Form form>
            <FormError/>
            <TextField
                name="email"
                kind="email"
                label=text!(sign_in.email)
                value=form.typed().email
                autocomplete="username"
                autofocus=focus
                required=true
            />
            <TextField
                name="password"
                kind="password"
                label=text!(sign_in.password)
                autocomplete="current-password"
                required=true
            />
            <SubmitButton>{text!(sign_in.button)}</SubmitButton>
        </Form>
        <SignInButton second=false next/>
        <p><a href="/forgot-password">{text!(passwords.forgot_link)}</a></p>
    }
}

fn lead_on_if_signed_in(next: &str) {
    #[cfg(feature = "ssr")]
    if crate::server::visitor().is_some_and(|visitor| visitor.actor.is_some()) {
        crate::server::redirect(next);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = next;
}

#[cfg(test)]
mod tests {
    use super::{Asked, ProviderProblem};

    #[test]
    fn an_address_within_the_address_stays_as_it_was_sent() {
        let asked = Asked::of("?next=%2Fconsent%3Fstate%3Da%2526b&again=true&email=a%40b");
        assert_eq!(asked.next, "/consent?state=a%26b");
        assert!(asked.again);
        assert_eq!(asked.email, "a@b");
        let refused = Asked::of("?problem=not_linked&provider=acme&password=true");
        assert_eq!((refused.problem, refused.provider.as_str()), (Some(ProviderProblem::NotLinked), "acme"));
        assert!(refused.password && Asked::of("?problem=Call%20this%20number").problem.is_none());
        for bad in
            ["", "?next=//evil.example", "?next=https%3A%2F%2Fevil.example", "?next=%zz", "?next=%2F%5Cevil"]
        {
            assert_eq!(Asked::of(bad).next, "/", "{bad}");
        }
    }
}
