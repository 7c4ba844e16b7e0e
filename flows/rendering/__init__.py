"""Pictures of the numbers: one context in, an HTML page, a PDF and a workbook out.

html.render_html(context)            the page, one self-contained file
pdf.render_pdf(html, path)           the same page on paper
workbook.write_workbook(context, path)
"""
