extension Tag {
  /// Whether it marks text in a paragraph: what such elements hide or strike out ends with the paragraph.
  public var isInline: Bool {
    switch self {
    case .del, .s, .strike, .span, .font, .u, .b, .i, .em, .strong, .small, .big, .a, .ins, .label, .sub,
      .sup:
      true
    default: false
    }
  }

  /// Whether it parts paragraphs.
  public var isBlock: Bool {
    switch self {
    case .p, .div, .h1, .h2, .h3, .h4, .h5, .h6, .li, .ul, .ol, .dl, .dt, .dd, .pre, .center, .blockquote,
      .address, .article, .section, .main, .header, .hgroup, .figure, .figcaption, .details, .summary,
      .dialog,
      .form, .fieldset, .legend, .br, .hr, .nav, .footer, .aside, .menu, .body, .html, .head:
      true
    default: false
    }
  }

  /// Whether it is a table or a part of one.
  public var isTablePart: Bool {
    switch self {
    case .table, .caption, .thead, .tbody, .tfoot, .tr, .td, .th: true
    default: false
    }
  }

  /// Whether it shows what is no text of the page: a picture, a drawing, something to press.
  public var isObject: Bool {
    switch self {
    case .img, .svg, .canvas, .math, .object, .embed, .audio, .video, .button, .iframe, .meter, .progress:
      true
    default: false
    }
  }

  /// Whether a page's head may hold it, or it holds the head.
  public var isOfHead: Bool {
    switch self {
    case .html, .head, .title, .meta, .link, .base, .style, .script, .noscript: true
    default: false
    }
  }
}
