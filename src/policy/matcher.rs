//! Free wording → category, funding, payment.
