extension HTML {
    /// The style of a document's page, on screen and on A4 paper, whose every sheet has the notice at its foot.
    static func documentStyle(notice: String) -> HTML {
        // Inside of a style nothing is escaped: what could end it is left out.
        let words = notice.filter { $0.isLetter || $0.isNumber || " .,:;-".contains($0) }
        return """
            @page { size: A4; margin: 12mm 14mm 16mm; @bottom-center { content: "\(words)"; color: #8a1c1c;
              font: bold 8pt Arial, "DejaVu Sans", sans-serif; } }
            body { font: 14px/1.45 "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; color: #111; background: #fff;
              max-width: 860px; margin: 0 auto; padding: 0 20px; }
            h1 { font-size: 26px; margin: 18px 0 0; }
            .subtitle { margin: 2px 0 14px; color: #555; }
            h2 { font-size: 17px; margin: 26px 0 8px; padding-bottom: 3px; border-bottom: 1px solid #999;
              break-after: avoid; }
            .notice { margin: 14px 0; padding: 6px 12px; border: 2px solid #8a1c1c; color: #8a1c1c; font-weight: bold;
              text-align: center; }
            dl { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 28px; margin: 0; }
            dl div { display: flex; break-inside: avoid; }
            dt { flex: 0 0 165px; color: #555; }
            dd { margin: 0; min-width: 0; font-weight: 600; overflow-wrap: anywhere; unicode-bidi: isolate; }
            dd .faint { font-weight: normal; font-style: italic; }
            figure { margin: 12px 0; text-align: center; break-inside: avoid; }
            img { max-width: 100%; }
            p { margin: 8px 0; }
            .caption, caption { font-size: 13px; color: #444; }
            .warning { padding: 6px 12px; border: 2px solid #8a5a00; background: #fff6e0; }
            table { border-collapse: collapse; width: 100%; margin: 12px 0; font-size: 13px; }
            caption { text-align: left; padding-bottom: 4px; }
            th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid #ddd; }
            td { overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
            thead th { border-bottom: 1px solid #555; color: #444; }
            tbody th { font-weight: 600; }
            tr { break-inside: avoid; }
            .faint { color: #666; }
            .good { color: #1d6b34; font-weight: 600; }
            .caution { color: #8a5a00; font-weight: 600; }
            .bad { color: #a01414; font-weight: 600; }
            .code { font-family: monospace; font-size: 12px; overflow-wrap: anywhere; }
            @media screen and (max-width: 720px) {
              dl { grid-template-columns: 1fr; }
              table { display: block; overflow-x: auto; }
            }
            @media print {
              body { font-size: 10pt; line-height: 1.3; max-width: none; padding: 0; }
              .notice { margin: 6pt 0; padding: 3pt; }
              section ~ .notice { display: none; }
              .subtitle { margin: 0; }
              dt { flex-basis: 135px; }
              dl, table, .caption, caption { font-size: 8.5pt; }
              th, td { padding: 1pt 6pt 1pt 0; }
              h1 { font-size: 16pt; margin-top: 8pt; }
              h2 { font-size: 12pt; margin: 12pt 0 4pt; }
              img { max-height: 190mm; object-fit: contain; }
              .sheet { break-before: page; }
            }

            """
    }
}
