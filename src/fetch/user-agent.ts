/** Name, version and where to ask: the address is reserved by RFC 2606 until the project has one of its own. */
export const USER_AGENT = "Sayso/0.1.0 (+https://sayso.example/fetching)";
