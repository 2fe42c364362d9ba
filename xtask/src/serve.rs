//! A small server of static files, for this machine only.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::page;
use crate::repo::Repo;

const FIRST_PORT: u16 = 4178;
/// How many ports are tried when the first is taken.
const PORTS_TRIED: u16 = 20;
/// No browser asks for a file of ours with a longer head.
const LONGEST_HEAD: u64 = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(10);

/// `cargo xtask serve [--port N]`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let first = match args {
        [] => FIRST_PORT,
        [flag, port] if flag == "--port" => {
            port.parse().with_context(|| format!("{port:?} is no port number"))?
        }
        _ => bail!("serve takes --port N and nothing else"),
    };
    page::build(repo)?;

    let root = repo.hosted_page().canonicalize().context("the built page is missing")?;
    let listener = listen(first)?;
    let port = listener.local_addr()?.port();
    if port != first && first != 0 {
        println!("Port {first} is taken.");
    }
    let index = fs::read_to_string(root.join("index.html"))?;
    let policy = policy(&index).context("the built page has no content security policy")?;
    println!("\n暖表 is at http://localhost:{port}/  (Ctrl-C ends it)");
    serve(&listener, &Site { root: root.into(), policy: policy.into() })
}

/// What is served, and under which policy.
#[derive(Clone)]
struct Site {
    root: Arc<Path>,
    policy: Arc<str>,
}

/// The policy the build wrote into the page. As a header it also binds the service worker, to
/// which a page's own policy doesn't apply, and can say that no other site may frame the page.
fn policy(index: &str) -> Option<String> {
    let (_, rest) = index.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    Some(format!("{policy}; frame-ancestors 'none'"))
}

/// Listens on `first`, or the next port that is free.
fn listen(first: u16) -> Result<TcpListener> {
    let last = first.saturating_add(PORTS_TRIED);
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("port {port}")),
        }
    }
    bail!("the ports {first} to {last} are all taken; choose another with --port N")
}

fn serve(listener: &TcpListener, site: &Site) -> Result<()> {
    for stream in listener.incoming() {
        // A connection the browser gave up on is no reason to end.
        let Ok(stream) = stream else { continue };
        let site = site.clone();
        std::thread::spawn(move || answer(&stream, &site));
    }
    Ok(())
}

/// Reads one request and answers it.
fn answer(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = BufReader::new(stream.take(LONGEST_HEAD));
    let mut request = String::new();
    head.read_line(&mut request)?;
    // The rest of the head says nothing we need, but a socket closed with unread bytes
    // would reset the connection before the answer arrives.
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let method = words.next().unwrap_or_default();
    let response = respond(&site.root, method, words.next().unwrap_or_default());
    write(stream, &response, &site.policy, method == "HEAD")
}

#[derive(Debug)]
struct Response {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Response {
    fn error(status: &'static str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: status.into() }
    }
}

fn respond(root: &Path, method: &str, target: &str) -> Response {
    if method != "GET" && method != "HEAD" {
        return Response::error("405 Method Not Allowed");
    }
    let Some(file) = locate(root, target) else {
        return Response::error("404 Not Found");
    };
    match fs::read(&file) {
        Ok(body) => Response { status: "200 OK", kind: mime_type(&file), body },
        Err(_) => Response::error("404 Not Found"),
    }
}

/// The file a request means; nothing if there is none below `root`.
fn locate(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(percent_decoded(path)?);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = root.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    // A symbolic link may still lead out.
    let file = file.canonicalize().ok()?;
    file.starts_with(root).then_some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '\\']))
}

fn mime_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn write(
    mut stream: &TcpStream,
    response: &Response,
    policy: &str,
    head_only: bool,
) -> io::Result<()> {
    let Response { status, kind, body } = response;
    let length = body.len();
    // no-cache: a new build is seen at the next reload.
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Content-Security-Policy: {policy}\r\nReferrer-Policy: no-referrer\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    .into_bytes();
    if !head_only {
        bytes.extend_from_slice(body);
    }
    stream.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    /// A directory with a page in it, and a secret beside it.
    fn site(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(dir.join("page/assets")).unwrap();
        fs::write(dir.join("page/index.html"), "<p>暖表").unwrap();
        fs::write(dir.join("page/assets/核 心.wasm"), b"\0asm").unwrap();
        fs::write(dir.join("secret.txt"), "secret").unwrap();
        dir.canonicalize().unwrap()
    }

    #[test]
    fn files_come_with_their_type() {
        let dir = site("types");
        let root = dir.join("page");
        for (target, kind, body) in [
            ("/", "text/html; charset=utf-8", "<p>暖表"),
            ("/?lang=zh#top", "text/html; charset=utf-8", "<p>暖表"),
            ("/assets/%E6%A0%B8%20%E5%BF%83.wasm", "application/wasm", "\0asm"),
        ] {
            let response = respond(&root, "GET", target);
            assert_eq!(response.status, "200 OK", "{target}");
            assert_eq!(response.kind, kind);
            assert_eq!(response.body, body.as_bytes());
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn nothing_outside_is_given() {
        let dir = site("outside");
        let root = dir.join("page");
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir.join("secret.txt"), root.join("link.txt")).unwrap();
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/assets/../../secret.txt",
            "/..%5csecret.txt",
            "//etc/passwd",
            "/link.txt",
            "/missing.html",
            "/assets/",
            "/%zz",
            "/%",
            "",
        ] {
            assert_eq!(respond(&root, "GET", target).status, "404 Not Found", "{target}");
        }
        assert_eq!(respond(&root, "POST", "/").status, "405 Method Not Allowed");
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn the_policy_is_the_one_in_the_page() {
        let page = "<head><meta http-equiv=\"Content-Security-Policy\" \
                    content=\"default-src 'none'; img-src data:\"><title>";
        assert_eq!(
            policy(page).as_deref(),
            Some("default-src 'none'; img-src data:; frame-ancestors 'none'")
        );
        assert_eq!(policy("<head><title>"), None);
    }

    #[test]
    fn a_taken_port_leads_to_the_next_and_a_request_is_answered() {
        let dir = site("socket");
        let taken = listen(41_780).unwrap();
        let listener = listen(taken.local_addr().unwrap().port()).unwrap();
        let address = listener.local_addr().unwrap();
        assert!(address.ip().is_loopback());
        assert_ne!(address, taken.local_addr().unwrap());

        let site = Site { root: dir.join("page").into(), policy: "default-src 'none'".into() };
        std::thread::spawn(move || serve(&listener, &site));
        for (method, body) in [("GET", "<p>暖表"), ("HEAD", "")] {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(stream, "{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            let (head, rest) = answer.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
            assert!(head.contains("Content-Length: 9\r\n"), "{head}");
            assert!(head.contains("\r\nContent-Security-Policy: default-src 'none'\r\n"), "{head}");
            assert_eq!(rest, body);
        }
        fs::remove_dir_all(dir).unwrap();
    }
}
