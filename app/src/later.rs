//! Pages whose code the browser fetches when they are first needed, so that the first visit does not pay for all of them.
//!
//! `.ci/site` takes the wasm apart at these places; everything named with the same chunk lies in one file. The server has it
//! all and renders every page at once.

use leptos::prelude::*;

/// The view of a route, in a chunk: a component or a closure that captures nothing.
///
/// With `name: Type => view`, what the view needs is handed over.
macro_rules! later {
    ($chunk:ident, $argument:ident: $kind:ty => $view:expr) => {{
        #[derive(Clone, Copy)]
        struct Later($kind);
        impl ::leptos_router::ChooseView for Later {
            async fn choose(self) -> ::leptos::prelude::AnyView {
                $crate::later::arrived($chunk(self.0).await)
            }
            async fn preload(&self) {
                // What is missing is seen when the view is asked for.
                let _ = fetch_chunk().await;
            }
        }
        $crate::later::chunk! {
            $chunk,
            fn $chunk($argument: $kind) -> Result<::leptos::prelude::AnyView, $crate::later::Missing> {
                Ok(::leptos::prelude::IntoAny::into_any($view))
            }
        }
        Later($argument)
    }};
    ($chunk:ident, $view:expr) => {{
        #[derive(Clone, Copy)]
        struct Later;
        impl ::leptos_router::ChooseView for Later {
            async fn choose(self) -> ::leptos::prelude::AnyView {
                $crate::later::arrived($chunk().await)
            }
            async fn preload(&self) {
                // What is missing is seen when the view is asked for.
                let _ = fetch_chunk().await;
            }
        }
        $crate::later::chunk! {
            $chunk,
            fn $chunk() -> Result<::leptos::prelude::AnyView, $crate::later::Missing> {
                let view = $view;
                Ok(::leptos::prelude::IntoAny::into_any(view()))
            }
        }
        Later
    }};
}
pub(crate) use later;

/// A chunk that could not be fetched: the connection is gone, or the server has a newer version.
#[cfg(feature = "hydrate")]
pub type Missing = ::leptos::wasm_split::SplitLoaderError;
/// Nothing is missing on the server.
#[cfg(not(feature = "hydrate"))]
pub type Missing = std::convert::Infallible;

/// The view that came. Without it, a page that is alive is loaded anew, which brings what belongs together; one that is not
/// alive yet stays as the server wrote it, and works as without scripts.
#[cfg(feature = "hydrate")]
pub fn arrived(view: Result<AnyView, Missing>) -> AnyView {
    view.unwrap_or_else(|_| {
        if document().body().is_some_and(|body| body.has_attribute("data-hydrated")) {
            let _ = window().location().reload();
        }
        ().into_any()
    })
}
/// The view, which the server always has.
#[cfg(not(feature = "hydrate"))]
pub fn arrived(view: Result<AnyView, Missing>) -> AnyView {
    match view {
        Ok(view) => view,
        Err(missing) => match missing {},
    }
}

/// A function that lies in a chunk, and `fetch_chunk`, which fetches that before the first render: hydration needs the view at once.
#[cfg(feature = "hydrate")]
#[rustfmt::skip] // it moves the attribute further to the right each time
macro_rules! chunk {
    ($chunk:ident, $function:item) => {
        #[::leptos::wasm_split::wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, preload(fetch_chunk), fallible)]
        $function
    };
}
/// The same on the server, which has no chunks.
#[cfg(not(feature = "hydrate"))]
macro_rules! chunk {
    ($chunk:ident, fn $name:ident($($argument:ident: $kind:ty)?) -> $result:ty $body:block) => {
        async fn $name($($argument: $kind)?) -> $result $body
        async fn fetch_chunk() -> Result<(), $crate::later::Missing> {
            Ok(())
        }
    };
}
pub(crate) use chunk;
