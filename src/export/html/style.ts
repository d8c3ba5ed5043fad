/** The page's style sheet. Its digest is in the page's content security policy. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fcfaf5;--ink:#1f1b16;--soft:#5f574c;--line:#d9d1c2;--said:#1d5078;--tint:#1d50780f;--denied:#9c2118;--withheld:#5b4a86;--open:#7b5000;--who:#f3dfb4;--where:#cfe6dc;--what:#e2dcef;--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Charter,Georgia,"Noto Serif","Liberation Serif",serif;--sans:system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#181613;--ink:#ebe5d9;--soft:#b3a999;--line:#423c33;--said:#93c1e8;--tint:#93c1e817;--denied:#f6a095;--withheld:#c4b3f0;--open:#e6bd6c;--who:#54431b;--where:#1f473a;--what:#3c3555}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:2rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.62 var(--serif);font-kerning:normal;overflow-wrap:break-word;hanging-punctuation:first last}
a{color:inherit;text-underline-offset:.15em}
a:focus-visible{outline:2px solid var(--said);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.25rem .75rem;z-index:1}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.key,main{max-width:38rem;margin:0 auto;padding:0 1.25rem}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;align-items:baseline;padding-top:.8rem;padding-bottom:.6rem;font:.8125rem/1.7 var(--sans);color:var(--soft)}
.key .name{margin:0;font:italic 600 1.125rem/1 var(--serif);color:var(--ink)}
.key ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0;padding:0;list-style:none}
main{padding-bottom:4rem}
article{padding-top:1.6rem;border-top:3px double var(--line)}
article+article,.failed,.failed+article{margin-top:4rem}
h1.common{font-size:1.35rem;margin:1.5rem 0}
.folio{margin:0 0 .9rem;font:.8125rem/1.5 var(--sans);color:var(--soft);letter-spacing:.01em}
.folio b{color:var(--ink)}
h1,h2,h3{text-wrap:balance;line-height:1.2;margin:0}
.headline .text{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.6rem);font-weight:700;letter-spacing:-.012em;line-height:1.16}
.headline{margin-bottom:.9rem}
.standfirst .text{font-size:1.2rem;line-height:1.45;color:var(--soft)}
.byline .text,.contributor .text,.credit .text,.caption .text,.dateline .text{font:.875rem/1.5 var(--sans);color:var(--soft)}
.byline .text{color:var(--ink)}
.row{margin:0 0 1.05rem}
.row .text{margin:0}
.credit,.byline,.contributor{margin-bottom:.35rem}
.byline+.paragraph,.credit+.paragraph,.contributor+.paragraph{margin-top:1.4rem}
.caption .text{border-left:3px solid var(--line);padding-left:.75rem}
.subheading .text{font-size:1.2rem;margin-top:1.6rem}
.pull-quote .text{font-size:1.35rem;line-height:1.4;padding-left:1rem;border-left:3px solid var(--line)}
.post .text{padding:.75rem 1rem;border:1px solid var(--line);white-space:pre-line;font-size:1rem}
.correction .text{font-style:italic;border-top:1px solid var(--line);padding-top:.75rem}
.boilerplate .text,.repeat .text{color:var(--soft);font-size:.9375rem}
.list{padding-left:1.2rem;margin:0 0 1rem}
.list .row{margin-bottom:.4rem}
.in-dateline{font-variant-caps:all-small-caps;letter-spacing:.04em}
.content{background:var(--tint);text-decoration:underline;text-decoration-color:var(--said);text-decoration-thickness:1.5px;text-underline-offset:.26em;text-decoration-skip-ink:none;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.indirect{text-decoration-style:dotted;text-decoration-thickness:2px}
.mixed{text-decoration-style:dashed;text-decoration-thickness:1.5px}
.denied{text-decoration-color:var(--denied)}
.refused,.not-said{text-decoration-color:var(--withheld)}
.hypothetical,.question{text-decoration-color:var(--open)}
.depth-2{border-bottom:1.5px solid var(--said)}
.depth-3{border-bottom:3px double var(--said)}
.source{font-weight:600}
.cue{font-style:italic}
.lights{display:inline-block;margin-left:1.2rem;cursor:pointer}
.lights input{width:1rem;height:1rem;margin:0 .3rem 0 0;vertical-align:-.15rem;accent-color:var(--said)}
article:has(.lights input:checked) .mention{background:var(--what)}
article:has(.lights input:checked) :is(.person,.group,.organisation){background:var(--who)}
article:has(.lights input:checked) :is(.place,.time){background:var(--where)}
.reference{font:600 .6875rem/1 var(--sans);vertical-align:.5em;text-decoration:none;color:var(--said);padding:.25em .25em .25em .1em;margin-left:.05em;font-style:normal}
.reference:hover{text-decoration:underline}
.reference.denied,.number.denied,b.denied{color:var(--denied)}
.reference.refused,.reference.not-said,.number.refused,.number.not-said,b.refused,b.not-said{color:var(--withheld)}
.reference.hypothetical,.reference.question,.number.hypothetical,.number.question,b.hypothetical,b.question{color:var(--open)}
h1 .source,h2 .source{font-weight:inherit}
.headline .content,.standfirst .content{background:none;text-decoration-thickness:2px;text-underline-offset:.2em}
.notes{list-style:none;margin:.55rem 0 0;padding:.1rem 0 .1rem .8rem;border-left:2px solid var(--line);font:.8125rem/1.45 var(--sans)}
.note{display:flex;gap:.55rem;padding:.12rem 0}
.number{flex:none;min-width:1.35em;text-align:right;font-weight:600;font-variant-numeric:tabular-nums;text-decoration:none;color:var(--said)}
.number:hover{text-decoration:underline}
.about{min-width:0}
.who{font-weight:600;font-style:normal;margin-right:.35em}
i.who{font-style:italic;color:var(--soft)}
.how{color:var(--soft)}
.kind.direct{text-decoration:underline solid;text-decoration-color:var(--said);text-underline-offset:.22em}
.kind.mixed{text-decoration:underline dashed;text-decoration-color:var(--said);text-underline-offset:.22em}
.kind.indirect{text-decoration:underline dotted 2px;text-decoration-color:var(--said);text-underline-offset:.22em}
.occasion{display:block;color:var(--soft)}
.flag{border:1px solid var(--line);border-radius:3px;padding:0 .3em;font-size:.75rem;white-space:nowrap}
.nested{white-space:nowrap}
.note:target{background:var(--tint);box-shadow:-.3rem 0 0 var(--said)}
.reference:target{outline:2px solid var(--said);outline-offset:1px;border-radius:2px}
.colophon{margin:2.5rem 0 0;padding-top:.8rem;border-top:1px solid var(--line);font:.75rem/1.5 var(--sans);color:var(--soft)}
.colophon span{display:block}
.colophon code,.failed code{font:.9em ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.failed{border-left:4px solid var(--denied);padding:.25rem 0 .25rem 1rem}
.as{color:var(--soft)}
.why{font-size:.9em}
.why summary{cursor:pointer;color:var(--soft)}
.text :target{outline:2px solid var(--said);outline-offset:1px;background:var(--tint)}
.failed h1,.failed h2{font-size:1.1rem}
.failed p{margin:.35rem 0}
@media screen and (min-width:64rem){
.key,main{max-width:61rem}
article{position:relative}
.row{display:grid;grid-template-columns:minmax(0,37rem) minmax(0,1fr);column-gap:2.5rem}
.notes{margin:.28rem 0 0;padding-block:0;align-self:start}
.headline .notes{margin-top:.6rem}
.colophon{max-width:37rem}
@supports (anchor-name:attr(data-note type(<custom-ident>))) and (top:anchor(--a top)){
main{position:relative}
.row{display:block;max-width:37rem}
.notes{border:0;margin:0;padding:0}
.reference{anchor-name:attr(data-mark type(<custom-ident>))}
.note{position:absolute;left:40.75rem;width:19rem;padding:0 0 0 .6rem;border-left:2px solid var(--line);anchor-name:attr(data-note type(<custom-ident>));top:anchor(attr(data-mark type(<custom-ident>)) top)}
.note[data-before]{top:max(anchor(attr(data-mark type(<custom-ident>)) top),anchor(attr(data-before type(<custom-ident>)) bottom) + .3rem)}
}
}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#333;--line:#999;--said:#000;--tint:transparent;--denied:#000;--withheld:#000;--open:#000}
body{font-size:10.5pt}
.key,main{max-width:none;padding:0}
.skip,.lights,.why{display:none}
.row{break-inside:avoid-page}
.headline{break-after:avoid}
.notes{font-size:8.5pt;break-before:avoid}
article+article{break-before:page;margin-top:0}
@page{margin:20mm 22mm}
}
`;
