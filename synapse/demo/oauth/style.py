"""The authorize page's style sheet."""

CSS = """
:root{color-scheme:light dark;--back:#eef0f6;--card:#fff;--text:#1d2030;--soft:#5a6076;--line:#d9dce8;
--accent:#4752c4;--hover:#eef0ff;--ring:#4752c4}
@media (prefers-color-scheme:dark){:root{--back:#14161f;--card:#1e212d;--text:#f0f1f7;--soft:#a9afc5;
--line:#343949;--accent:#a5aefc;--hover:#2a2f42;--ring:#a5aefc}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-columns:minmax(0,44rem);
justify-content:center;align-items:start;padding:clamp(1rem,5vh,4rem) 1rem;
background:var(--back) radial-gradient(60rem 30rem at 50% -10rem,
color-mix(in srgb,var(--accent) 22%,transparent),transparent) no-repeat;
color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
.card{width:100%;justify-self:center;background:var(--card);border:1px solid var(--line);border-radius:18px;
padding:clamp(1.25rem,4vw,2.25rem);box-shadow:0 18px 50px rgb(0 0 0/.14)}
.narrow{max-width:30rem;text-align:center}
.mark{width:3rem;height:3rem;margin:0 auto 1rem;border-radius:50%;display:grid;place-items:center;
background:var(--accent);color:var(--card);font-size:1.5rem;font-weight:700}
.eyebrow{margin:0;color:var(--accent);font-size:.85rem;font-weight:600}
h1{margin:.35rem 0 .5rem;font-size:clamp(1.4rem,4vw,1.85rem);line-height:1.2;letter-spacing:-.01em}
h2{margin:1.5rem 0 0;font-size:1.05rem}
.lead,.hint{margin:0;color:var(--soft)}
.hint{font-size:.9rem}
details{margin-top:.9rem;border:1px solid var(--line);border-radius:10px;padding:.6rem .9rem}
summary{cursor:pointer;font-weight:600;font-size:.95rem}
.wants{margin:.5rem 0 .2rem;padding-left:1.2rem;color:var(--soft)}
.search{margin-top:1.25rem}
.search label{display:block;font-weight:600;font-size:.95rem;margin-bottom:.3rem}
.row{display:flex;gap:.5rem}
::placeholder{color:var(--soft);opacity:1}
input[type=search]{flex:1;min-width:0;padding:.6rem .8rem;border:1px solid var(--line);border-radius:10px;
background:var(--back);color:inherit;font:inherit}
.people{list-style:none;margin:.7rem 0;padding:0;display:grid;gap:.5rem;
grid-template-columns:repeat(auto-fill,minmax(min(100%,12.5rem),1fr))}
button{font:inherit;color:inherit;cursor:pointer}
.person{width:100%;display:flex;gap:.7rem;align-items:center;text-align:left;padding:.55rem .7rem;
background:transparent;border:1px solid var(--line);border-radius:12px;transition:background .12s,border-color .12s}
.person:hover{background:var(--hover);border-color:var(--accent)}
.person img{border-radius:50%;flex:none;background:var(--line)}
.who{min-width:0;display:grid}
.name{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.note{color:var(--soft);font-size:.85rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.plain{padding:.6rem 1.1rem;border:1px solid var(--line);border-radius:10px;background:transparent;font-weight:600}
.plain:hover{background:var(--hover)}
footer{margin-top:1.5rem;padding-top:1.1rem;border-top:1px solid var(--line);display:flex;justify-content:flex-end}
.empty{padding:2rem 0;text-align:center;color:var(--soft)}
:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
"""
