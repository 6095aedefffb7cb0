// Made by `make forms` from schemas/forms/*.xml; do not edit.

/// The official forms, as `Form.compiled` writes them.
let embeddedForms = #"""
F	2014	政府信息公开情况统计表	国办发〔2014〕32号	2014	2018	电话	传真	邮编
S	overview	概述
S	disclosure	主动公开政府信息情况
S	requests	依申请公开政府信息情况	依申请公开政府信息的情况	依申请公开政府信息办理情况	依申请公开信息办理情况	申请公开政府信息办理情况	政府信息依申请公开办理情况
S	charges	收费及减免情况	信息公开收费及减免情况	信息公开的收费及减免情况	政府信息公开收费及减免情况	政府信息公开的收费及减免情况
S	disputes	因政府信息公开申请行政复议、提起行政诉讼的情况	因政府信息公开申请行政复议、提起行政诉讼情况	因政府信息公开申请行政复议和提起行政诉讼的情况	因信息公开申请行政复议、提起行政诉讼的情况	政府信息公开复议、诉讼情况
S	problems	存在的主要问题及改进情况	信息公开工作存在的主要问题及改进情况
S	other	需要说明的事项与附表	需要说明的事项和附表	需要说明的事项
S	statistics	政府信息公开情况统计表	政府信息公开情况统计	政府信息公开工作情况统计表
B	table		rows	1	0	统计指标	单位	计量单位
C	0	count	统计数			
R	0	disclosure	主动公开情况	一、主动公开情况		h
R	1	published	主动公开政府信息数	（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）	条	
R	2	normative-documents	主动公开规范性文件数	其中：主动公开规范性文件数	条	
R	2	normative-documents-made	制发规范性文件总数		件	
R	1	channels	通过不同渠道和方式公开政府信息的情况	（二）通过不同渠道和方式公开政府信息的情况		h
R	2	gazette	政府公报公开政府信息数	1.政府公报公开政府信息数	条	
R	2	website	政府网站公开政府信息数	2.政府网站公开政府信息数	条	
R	2	weibo	政务微博公开政府信息数	3.政务微博公开政府信息数	条	
R	2	wechat	政务微信公开政府信息数	4.政务微信公开政府信息数	条	
R	2	other	其他方式公开政府信息数	5.其他方式公开政府信息数	条	
R	0	responses	回应解读情况	二、回应解读情况		h
R	1	answered	回应公众关注热点或重大舆情数	（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）	次	
R	1	channels	通过不同渠道和方式回应解读的情况	（二）通过不同渠道和方式回应解读的情况		h
R	2	press-conferences	参加或举办新闻发布会总次数	1.参加或举办新闻发布会总次数	次	
R	3	by-leaders	主要负责同志参加新闻发布会次数	其中：主要负责同志参加新闻发布会次数	次	
R	2	interviews	政府网站在线访谈次数	2.政府网站在线访谈次数	次	
R	3	by-leaders	主要负责同志参加政府网站在线访谈次数	其中：主要负责同志参加政府网站在线访谈次数	次	
R	2	interpretations	政策解读稿件发布数	3.政策解读稿件发布数	篇	
R	2	weibo-wechat	微博微信回应事件数	4.微博微信回应事件数	次	
R	2	other	其他方式回应事件数	5.其他方式回应事件数	次	
R	0	requests	依申请公开情况	三、依申请公开情况		hu
R	1	received	收到申请数	（一）收到申请数	件	u
R	2	in-person	当面申请数	1.当面申请数	件	u
R	2	fax	传真申请数	2.传真申请数	件	u
R	2	online	网络申请数	3.网络申请数	件	u
R	2	letter	信函申请数	4.信函申请数	件	u
R	1	completed	申请办结数	（二）申请办结数	件	u
R	2	on-time	按时办结数	1.按时办结数	件	u
R	2	extended	延期办结数	2.延期办结数	件	u
R	1	answered	申请答复数	（三）申请答复数	件	u
R	2	already-public	属于已主动公开范围数	1.属于已主动公开范围数	件	u
R	2	granted	同意公开答复数	2.同意公开答复数	件	u
R	2	partial	同意部分公开答复数	3.同意部分公开答复数	件	u
R	2	refused	不同意公开答复数	4.不同意公开答复数	件	u
R	3	state-secret	涉及国家秘密	其中：涉及国家秘密	件	u
R	3	trade-secret	涉及商业秘密		件	u
R	3	privacy	涉及个人隐私		件	u
R	3	three-securities	危及国家安全、公共安全、经济安全和社会稳定		件	u
R	3	not-government-information	不是《条例》所指政府信息		件	u
R	3	other-law	法律法规规定的其他情形		件	u
R	2	not-this-agency	不属于本行政机关公开数	5.不属于本行政机关公开数	件	u
R	2	not-existing	申请信息不存在数	6.申请信息不存在数	件	u
R	2	amendment-advised	告知作出更改补充数	7.告知作出更改补充数	件	u
R	2	referred	告知通过其他途径办理数	8.告知通过其他途径办理数	件	u
R	0	review	行政复议数量	四、行政复议数量	件	u
R	1	upheld	维持具体行政行为数	（一）维持具体行政行为数	件	u
R	1	corrected	被依法纠错数	（二）被依法纠错数	件	u
R	1	other	其他情形数	（三）其他情形数	件	u
R	0	litigation	行政诉讼数量	五、行政诉讼数量	件	u
R	1	upheld	维持具体行政行为或者驳回原告诉讼请求数	（一）维持具体行政行为或者驳回原告诉讼请求数	件	u
R	1	corrected	被依法纠错数	（二）被依法纠错数	件	u
R	1	other	其他情形数	（三）其他情形数	件	u
R	0	complaints	举报投诉数量	六、举报投诉数量	件	u
R	0	fees	依申请公开信息收取的费用	七、依申请公开信息收取的费用	万元	u
R	0	resources	机构建设和保障经费情况	八、机构建设和保障经费情况		h
R	1	offices	政府信息公开工作专门机构数	（一）政府信息公开工作专门机构数	个	
R	1	reading-points	设置政府信息公开查阅点数	（二）设置政府信息公开查阅点数	个	
R	1	staff	从事政府信息公开工作人员数	（三）从事政府信息公开工作人员数	人	
R	2	full-time	专职人员数	1.专职人员数（不包括政府公报及政府网站工作人员数）	人	
R	2	part-time	兼职人员数	2.兼职人员数	人	
R	1	funds	政府信息公开专项经费	（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）	万元	
R	0	meetings	政府信息公开会议和培训情况	九、政府信息公开会议和培训情况		h
R	1	meetings	召开政府信息公开工作会议或专题会议数	（一）召开政府信息公开工作会议或专题会议数	次	
R	1	courses	举办各类培训班数	（二）举办各类培训班数	次	
R	1	trained	接受培训人员数	（三）接受培训人员数	人次	
L	R14.1	warning	column	statistics.table		equal	收到申请数 is the sum of its four channels	the words of the rows; these lines of the table are unconfirmed	requests.received.in-person requests.received.fax requests.received.online requests.received.letter	requests.received
L	R14.2	warning	column	statistics.table		equal	申请办结数 is 按时办结数 and 延期办结数 together	the words of the rows; these lines of the table are unconfirmed	requests.completed.on-time requests.completed.extended	requests.completed
L	R14.3	warning	column	statistics.table		equal	申请答复数 is the sum of its items 1 to 8	the words of the rows; these lines of the table are unconfirmed	requests.answered.already-public requests.answered.granted requests.answered.partial requests.answered.refused requests.answered.not-this-agency requests.answered.not-existing requests.answered.amendment-advised requests.answered.referred	requests.answered
L	R14.4	warning	column	statistics.table		equal	不同意公开答复数 is the sum of its six reasons	the words of the rows; these lines of the table are unconfirmed	requests.answered.refused.state-secret requests.answered.refused.trade-secret requests.answered.refused.privacy requests.answered.refused.three-securities requests.answered.refused.not-government-information requests.answered.refused.other-law	requests.answered.refused
L	R14.5	warning	column	statistics.table		equal	行政复议数量 is the sum of its three results	the words of the rows; these lines of the table are unconfirmed	review.upheld review.corrected review.other	review
L	R14.6	warning	column	statistics.table		equal	行政诉讼数量 is the sum of its three results	the words of the rows; these lines of the table are unconfirmed	litigation.upheld litigation.corrected litigation.other	litigation
L	R14.7	error	column	statistics.table		equal	从事政府信息公开工作人员数 is 专职人员数 and 兼职人员数 together	the words of the rows	resources.staff.full-time resources.staff.part-time	resources.staff
L	R14.8	error	column	statistics.table		at-most	主动公开规范性文件数 is at most 主动公开政府信息数	printed as 其中	disclosure.published.normative-documents	disclosure.published
L	R14.8	error	column	statistics.table		at-most	主要负责同志参加新闻发布会次数 is at most 参加或举办新闻发布会总次数	printed as 其中	responses.channels.press-conferences.by-leaders	responses.channels.press-conferences
L	R14.8	error	column	statistics.table		at-most	主要负责同志参加政府网站在线访谈次数 is at most 政府网站在线访谈次数	printed as 其中	responses.channels.interviews.by-leaders	responses.channels.interviews
L	R14.9	warning	fact	statistics.table		non-negative	every figure is 0 or more	inferred; all are counts or amounts	
L	A1	warning	fact		parts	at-least	a figure of the whole is at least that of each part	国办发〔2014〕32号: 汇总统计数据，逐级向上报送	
L	A2	note	fact		parts	equal	a figure of the whole is the sum of its parts	国办发〔2014〕32号: 汇总统计数据，逐级向上报送. Holds only if every part is there and the office of the whole is itself one of the parts	
F	2019	政府信息公开工作年度报告格式（试行）	国办公开办函〔2019〕60号	2019	2020	电话	传真	邮编
S	overview	总体情况	概述	基本情况	工作基本情况	基本工作情况	工作开展情况	总体工作情况	主要工作概述	政府信息公开概况	政府信息公开工作概况	政府信息公开总体情况	政府信息公开工作总体情况	政府信息公开工作基本情况	政府信息公开总体工作情况
N	文字表述	received	收到政府信息公开申请	件	answered	办结政府信息公开申请	件	carried-in	上年结转政府信息公开申请	件	carried-out	结转下年度继续办理	件	granted	予以公开	件	partial	部分公开	件	refused	不予公开	件	unavailable	无法提供	件	not-processed	不予处理	件	other	其他处理	件	review	行政复议	件	litigation	行政诉讼	件	regulations	制定规章	件	documents	制定规范性文件	件
S	disclosure	主动公开政府信息情况	政府信息主动公开情况	主动公开政府信息的情况	主动公开政府信息工作情况	行政机关主动公开政府信息情况
B	rules	第二十条第（一）项	rows		1	第（一）项	信息内容
C	0	made	本年新制作数量			
C	0	published	本年新公开数量			
C	0	public-total	对外公开总数量			
R	0	regulations	规章			
R	0	normative-documents	规范性文件				行政规范性文件
B	services	第二十条第（五）项	rows		1	第（五）项	信息内容
C	0	previous-items	上一年项目数量				上年项目数量	上一年度项目数量
C	0	change	本年增/减				本年增减
C	0	decisions	处理决定数量			
R	0	licensing	行政许可			
R	0	other-services	其他对外管理服务事项			
B	sanctions	第二十条第（六）项	rows		1	第（六）项	信息内容
C	0	previous-items	上一年项目数量				上年项目数量	上一年度项目数量
C	0	change	本年增/减				本年增减
C	0	decisions	处理决定数量			
R	0	penalties	行政处罚			
R	0	coercion	行政强制			
B	charges	第二十条第（八）项	rows		1	第（八）项	信息内容
C	0	previous-items	上一年项目数量				上年项目数量	上一年度项目数量
C	0	change	本年增/减				本年增减
R	0	fees	行政事业性收费			
B	purchasing	第二十条第（九）项	rows		1	第（九）项	信息内容
C	0	projects	采购项目数量			
C	0	amount	采购总金额			m
R	0	procurement	政府集中采购			
S	requests	收到和处理政府信息公开申请情况	收到和处理政府信息公开申请的情况	依申请公开政府信息情况
B	table		rows		0	（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）	申请人情况
C	0	individuals	自然人		件	
C	0	organisations	法人或其他组织				法人和其他组织	法人或者其他组织
C	1	companies	商业企业		件	
C	1	research	科研机构		件	
C	1	social	社会公益组织		件	
C	1	legal	法律服务机构		件	
C	1	others	其他		件	
C	0	total	总计		件		合计
R	0	received	本年新收政府信息公开申请数量	一、本年新收政府信息公开申请数量			本年新收到政府信息公开申请数量	本年度新收政府信息公开申请数量	本年度新收到政府信息公开申请数量
R	0	carried-in	上年结转政府信息公开申请数量	二、上年结转政府信息公开申请数量			上年转结政府信息公开申请数量	上年度结转政府信息公开申请数量	上年度转结政府信息公开申请数量	上一年结转政府信息公开申请数量	上一年度结转政府信息公开申请数量
R	0	outcome	本年度办理结果	三、本年度办理结果		h	本年办理结果
R	1	granted	予以公开	（一）予以公开		
R	1	partial	部分公开	（二）部分公开（区分处理的，只计这一情形，不计其他情形）		
R	1	refused	不予公开	（三）不予公开		h
R	2	state-secret	属于国家秘密	1.属于国家秘密		
R	2	prohibited-by-law	其他法律行政法规禁止公开	2.其他法律行政法规禁止公开			其他法律、行政法规禁止公开
R	2	three-securities	危及“三安全一稳定”	3.危及“三安全一稳定”		
R	2	third-party	保护第三方合法权益	4.保护第三方合法权益		
R	2	internal-affairs	属于三类内部事务信息	5.属于三类内部事务信息		
R	2	process-information	属于四类过程性信息	6.属于四类过程性信息		
R	2	enforcement-files	属于行政执法案卷	7.属于行政执法案卷		
R	2	administrative-query	属于行政查询事项	8.属于行政查询事项		
R	1	unavailable	无法提供	（四）无法提供		h
R	2	not-held	本机关不掌握相关政府信息	1.本机关不掌握相关政府信息		
R	2	not-ready-made	没有现成信息需要另行制作	2.没有现成信息需要另行制作		
R	2	unclear-after-correction	补正后申请内容仍不明确	3.补正后申请内容仍不明确		
R	1	not-processed	不予处理	（五）不予处理		h
R	2	complaints	信访举报投诉类申请	1.信访举报投诉类申请		
R	2	repeated	重复申请	2.重复申请		
R	2	publications	要求提供公开出版物	3.要求提供公开出版物		
R	2	abusive	无正当理由大量反复申请	4.无正当理由大量反复申请		
R	2	reissue	要求行政机关确认或重新出具已获取信息	5.要求行政机关确认或重新出具已获取信息		
R	1	other	其他处理	（六）其他处理		
R	1	total	总计	（七）总计			合计
R	0	carried-out	结转下年度继续办理	四、结转下年度继续办理			转结下年度继续办理	结转下年继续办理	结转下一年继续办理	结转下一年度继续办理	转结下一年度继续办理
S	disputes	政府信息公开行政复议、行政诉讼情况	政府信息公开行政复议和行政诉讼情况	政府信息公开行政复议、诉讼情况	政府信息公开申请行政复议、提起行政诉讼情况	因政府信息公开工作被申请行政复议、提起行政诉讼情况	因政府信息公开工作被申请行政复议、提起行政诉讼的情况	因政府信息公开工作被申请行政复议提起行政诉讼情况	因政府信息公开工作被申请行政复议和提起行政诉讼情况	被申请行政复议、提起行政诉讼情况
B	table		line		0
C	0	upheld	结果维持		件	
C	0	corrected	结果纠正		件	
C	0	other	其他结果		件	
C	0	pending	尚未审结		件	
C	0	total	总计		件		合计
R	0	review	行政复议			
R	0	litigation	行政诉讼			h
R	1	direct	未经复议直接起诉			
R	1	after-review	复议后起诉			
S	problems	存在的主要问题及改进情况	存在的主要问题和改进情况	存在的主要问题及改进措施	存在的主要问题和改进措施	存在主要问题及改进情况	存在的问题及改进情况	存在的问题及改进措施	存在的问题和改进措施	存在问题及改进情况	存在问题及改进措施	存在问题及整改情况	主要问题和改进措施	政府信息公开工作存在的主要问题及改进情况	政府信息公开工作存在的主要问题和改进情况	政府信息公开工作存在的主要问题及改进措施	政府信息公开工作存在的问题及改进情况
S	other	其他需要报告的事项	其他报告事项	其他需报告的事项	其他需要报告事项	其他需要说明的事项	需要报告的其他事项
L	R2.2	warning	row	disclosure.rules		at-most	本年新公开数量 is at most 对外公开总数量	inferred from the words. 本年新公开数量 may lie above or below 本年新制作数量: old documents get published too	published	public-total
L	R2.3	warning	column	disclosure.rules		zero-unless-rule-making	规章 is 0 unless the agency has the power to make them	立法法: 规章 are made by ministries, provinces, 设区的市 and 自治州 only; not in the form	regulations
L	U1	note	fact	disclosure		unit-stated	采购总金额 is understood only with its unit: the form states none, and reports print 元, 万元 or nothing	published reports; not in the form	disclosure.procurement.amount
L	R2.4	warning	fact	disclosure		non-negative	every figure but 本年增/减 is 0 or more	inferred; 本年增/减 is signed (减用负值表示)	-disclosure.licensing.change -disclosure.other-services.change -disclosure.penalties.change -disclosure.coercion.change -disclosure.fees.change
L	R3.1	error	column	requests.table		equal	本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和	printed in the corner cell of the table; 第三项 is （七）总计 of 三	received carried-in	outcome.total carried-out
L	R3.2	error	column	requests.table		equal	（七）总计 is the sum of the 19 single outcomes; each request is counted under one outcome only	the word 总计, and 只计这一情形，不计其他情形 printed in （二）; not printed as a relation	outcome.granted outcome.partial outcome.refused.state-secret outcome.refused.prohibited-by-law outcome.refused.three-securities outcome.refused.third-party outcome.refused.internal-affairs outcome.refused.process-information outcome.refused.enforcement-files outcome.refused.administrative-query outcome.unavailable.not-held outcome.unavailable.not-ready-made outcome.unavailable.unclear-after-correction outcome.not-processed.complaints outcome.not-processed.repeated outcome.not-processed.publications outcome.not-processed.abusive outcome.not-processed.reissue outcome.other	outcome.total
L	R3.3	error	row	requests.table		equal	总计 is the sum of 自然人 and the five kinds of 法人或其他组织	the word 总计; not printed as a relation	individuals organisations.companies organisations.research organisations.social organisations.legal organisations.others	total
L	R3.4	error	fact	requests.table		non-negative-integer	every figure is a whole number, 0 or more	requests are counted in 件	
L	R4.1	error	row	disputes.table		equal	结果维持、结果纠正、其他结果、尚未审结之和，等于总计	the word 总计; not printed as a relation	upheld corrected other pending	total
L	R4.2	error	fact	disputes.table		non-negative-integer	every figure is a whole number, 0 or more	cases are counted in 件; inferred, as R3.4	
L	R5.1	warning	column	requests.table	years	equal	上年结转 of a year is 结转下年度继续办理 of the year before	the words of the two rows; a warning only, because figures of prior years get corrected. Holds across forms	carried-in	carried-out@-1
L	R5.3	warning			years	equal	上一年项目数量 of a year is that of the year before, plus 本年增/减 of the year before	inferred from the explanation 指2019年事项数 in the form of 2020 as printed in Hubei; 2019 to 2020 only	disclosure.licensing.previous-items	disclosure.licensing.previous-items@-1 disclosure.licensing.change@-1
L	R5.3	warning			years	equal	上一年项目数量 of a year is that of the year before, plus 本年增/减 of the year before	inferred from the explanation 指2019年事项数 in the form of 2020 as printed in Hubei; 2019 to 2020 only	disclosure.other-services.previous-items	disclosure.other-services.previous-items@-1 disclosure.other-services.change@-1
L	R5.3	warning			years	equal	上一年项目数量 of a year is that of the year before, plus 本年增/减 of the year before	inferred from the explanation 指2019年事项数 in the form of 2020 as printed in Hubei; 2019 to 2020 only	disclosure.penalties.previous-items	disclosure.penalties.previous-items@-1 disclosure.penalties.change@-1
L	R5.3	warning			years	equal	上一年项目数量 of a year is that of the year before, plus 本年增/减 of the year before	inferred from the explanation 指2019年事项数 in the form of 2020 as printed in Hubei; 2019 to 2020 only	disclosure.coercion.previous-items	disclosure.coercion.previous-items@-1 disclosure.coercion.change@-1
L	R5.3	warning			years	equal	上一年项目数量 of a year is that of the year before, plus 本年增/减 of the year before	inferred from the explanation 指2019年事项数 in the form of 2020 as printed in Hubei; 2019 to 2020 only	disclosure.fees.previous-items	disclosure.fees.previous-items@-1 disclosure.fees.change@-1
L	N1	warning				stated	收到、受理、新收 … 申请 N 件 is 一, or 一 and 二 together	narrative against table; inferred. Most agencies mean the new requests, some add those carried in	overview.received	requests.received.total	requests.received.total requests.carried-in.total
L	N2	warning				stated	办结、答复 … N 件 is （七）总计	narrative against table; inferred	overview.answered	requests.outcome.total.total
L	N3	warning				stated	上年（度）结转 … N 件 is 二	narrative against table; inferred	overview.carried-in	requests.carried-in.total
L	N4	warning				stated	结转、顺延下年（度） … N 件 is 四	narrative against table; inferred	overview.carried-out	requests.carried-out.total
L	N5	warning				stated	行政复议 … N 件 is 总计 of 行政复议	narrative against table; inferred	overview.review	disputes.review.total
L	N6	warning				stated	行政诉讼 … N 件 is 总计 of 未经复议直接起诉 and of 复议后起诉 together	narrative against table; inferred	overview.litigation	disputes.litigation.direct.total disputes.litigation.after-review.total
L	N7	warning				stated	予以公开 … N 件 is 总计 of that outcome	narrative against table; inferred	overview.granted	requests.outcome.granted.total
L	N7	warning				stated	部分公开 … N 件 is 总计 of that outcome	narrative against table; inferred	overview.partial	requests.outcome.partial.total
L	N7	warning				stated	不予公开 … N 件 is 总计 of its 8 rows together	narrative against table; inferred	overview.refused	requests.outcome.refused.state-secret.total requests.outcome.refused.prohibited-by-law.total requests.outcome.refused.three-securities.total requests.outcome.refused.third-party.total requests.outcome.refused.internal-affairs.total requests.outcome.refused.process-information.total requests.outcome.refused.enforcement-files.total requests.outcome.refused.administrative-query.total
L	N7	warning				stated	无法提供 … N 件 is 总计 of its 3 rows together	narrative against table; inferred	overview.unavailable	requests.outcome.unavailable.not-held.total requests.outcome.unavailable.not-ready-made.total requests.outcome.unavailable.unclear-after-correction.total
L	N7	warning				stated	不予处理 … N 件 is 总计 of its 5 rows together	narrative against table; inferred	overview.not-processed	requests.outcome.not-processed.complaints.total requests.outcome.not-processed.repeated.total requests.outcome.not-processed.publications.total requests.outcome.not-processed.abusive.total requests.outcome.not-processed.reissue.total
L	N7	warning				stated	其他处理 … N 件 is 总计 of that outcome	narrative against table; inferred	overview.other	requests.outcome.other.total
L	N8	warning				stated	规章 … N 件 is one of the figures of that row	narrative against table; inferred	overview.regulations	disclosure.regulations.made	disclosure.regulations.published	disclosure.regulations.public-total
L	N8	warning				stated	规范性文件 … N 件 is one of the figures of that row	narrative against table; inferred	overview.documents	disclosure.normative-documents.made	disclosure.normative-documents.published	disclosure.normative-documents.public-total
L	A1	warning	fact		parts	at-least	a figure of the whole is at least that of each part; 本年增/减 may be negative and is left out	条例第四十九条 and the practice of 汇总; inferred	-disclosure.licensing.change -disclosure.other-services.change -disclosure.penalties.change -disclosure.coercion.change -disclosure.fees.change
L	A2	note	fact		parts	equal	a figure of the whole is the sum of its parts	条例第四十九条 and the practice of 汇总; inferred. Holds only if every part is there and the office of the whole is itself one of the parts	
F	2021	政府信息公开工作年度报告格式	国办公开办函〔2021〕30号	2021		电话	传真	邮编
S	overview	总体情况	概述	基本情况	工作基本情况	基本工作情况	工作开展情况	总体工作情况	主要工作概述	政府信息公开概况	政府信息公开工作概况	政府信息公开总体情况	政府信息公开工作总体情况	政府信息公开工作基本情况	政府信息公开总体工作情况
N	文字表述	received	收到政府信息公开申请	件	answered	办结政府信息公开申请	件	carried-in	上年结转政府信息公开申请	件	carried-out	结转下年度继续办理	件	granted	予以公开	件	partial	部分公开	件	refused	不予公开	件	unavailable	无法提供	件	not-processed	不予处理	件	other	其他处理	件	review	行政复议	件	litigation	行政诉讼	件	regulations	制定规章	件	documents	制定规范性文件	件
S	disclosure	主动公开政府信息情况	政府信息主动公开情况	主动公开政府信息的情况	主动公开政府信息工作情况	行政机关主动公开政府信息情况
B	rules	第二十条第（一）项	rows		1	第（一）项	信息内容
C	0	made	本年制发件数		件	
C	0	repealed	本年废止件数		件	
C	0	in-force	现行有效件数		件	
R	0	regulations	规章			
R	0	administrative-documents	行政规范性文件				规范性文件
B	services	第二十条第（五）项	rows		1	第（五）项	信息内容
C	0	decisions	本年处理决定数量			
R	0	licensing	行政许可			
B	sanctions	第二十条第（六）项	rows		1	第（六）项	信息内容
C	0	decisions	本年处理决定数量			
R	0	penalties	行政处罚			
R	0	coercion	行政强制			
B	charges	第二十条第（八）项	rows		1	第（八）项	信息内容
C	0	amount	本年收费金额	本年收费金额（单位：万元）	万元		收费金额
R	0	fees	行政事业性收费			
S	requests	收到和处理政府信息公开申请情况	收到和处理政府信息公开申请的情况	依申请公开政府信息情况
B	table		rows		0	（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）	申请人情况
C	0	individuals	自然人		件	
C	0	organisations	法人或其他组织				法人和其他组织	法人或者其他组织
C	1	companies	商业企业		件	
C	1	research	科研机构		件	
C	1	social	社会公益组织		件	
C	1	legal	法律服务机构		件	
C	1	others	其他		件	
C	0	total	总计		件		合计
R	0	received	本年新收政府信息公开申请数量	一、本年新收政府信息公开申请数量			本年新收到政府信息公开申请数量	本年度新收政府信息公开申请数量	本年度新收到政府信息公开申请数量
R	0	carried-in	上年结转政府信息公开申请数量	二、上年结转政府信息公开申请数量			上年转结政府信息公开申请数量	上年度结转政府信息公开申请数量	上年度转结政府信息公开申请数量	上一年结转政府信息公开申请数量	上一年度结转政府信息公开申请数量
R	0	outcome	本年度办理结果	三、本年度办理结果		h	本年办理结果
R	1	granted	予以公开	（一）予以公开		
R	1	partial	部分公开	（二）部分公开（区分处理的，只计这一情形，不计其他情形）		
R	1	refused	不予公开	（三）不予公开		h
R	2	state-secret	属于国家秘密	1.属于国家秘密		
R	2	prohibited-by-law	其他法律行政法规禁止公开	2.其他法律行政法规禁止公开			其他法律、行政法规禁止公开
R	2	three-securities	危及“三安全一稳定”	3.危及“三安全一稳定”		
R	2	third-party	保护第三方合法权益	4.保护第三方合法权益		
R	2	internal-affairs	属于三类内部事务信息	5.属于三类内部事务信息		
R	2	process-information	属于四类过程性信息	6.属于四类过程性信息		
R	2	enforcement-files	属于行政执法案卷	7.属于行政执法案卷		
R	2	administrative-query	属于行政查询事项	8.属于行政查询事项		
R	1	unavailable	无法提供	（四）无法提供		h
R	2	not-held	本机关不掌握相关政府信息	1.本机关不掌握相关政府信息		
R	2	not-ready-made	没有现成信息需要另行制作	2.没有现成信息需要另行制作		
R	2	unclear-after-correction	补正后申请内容仍不明确	3.补正后申请内容仍不明确		
R	1	not-processed	不予处理	（五）不予处理		h
R	2	complaints	信访举报投诉类申请	1.信访举报投诉类申请		
R	2	repeated	重复申请	2.重复申请		
R	2	publications	要求提供公开出版物	3.要求提供公开出版物		
R	2	abusive	无正当理由大量反复申请	4.无正当理由大量反复申请		
R	2	reissue	要求行政机关确认或重新出具已获取信息	5.要求行政机关确认或重新出具已获取信息		
R	1	other	其他处理	（六）其他处理		h
R	2	not-corrected	申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请	1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请			申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请
R	2	fee-unpaid	申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请	2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请			申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其政府信息公开申请
R	2	remaining	其他	3.其他		
R	1	total	总计	（七）总计			合计
R	0	carried-out	结转下年度继续办理	四、结转下年度继续办理			转结下年度继续办理	结转下年继续办理	结转下一年继续办理	结转下一年度继续办理	转结下一年度继续办理
S	disputes	政府信息公开行政复议、行政诉讼情况	政府信息公开行政复议和行政诉讼情况	政府信息公开行政复议、诉讼情况	政府信息公开申请行政复议、提起行政诉讼情况	因政府信息公开工作被申请行政复议、提起行政诉讼情况	因政府信息公开工作被申请行政复议、提起行政诉讼的情况	因政府信息公开工作被申请行政复议提起行政诉讼情况	因政府信息公开工作被申请行政复议和提起行政诉讼情况	被申请行政复议、提起行政诉讼情况
B	table		line		0
C	0	upheld	结果维持		件	
C	0	corrected	结果纠正		件	
C	0	other	其他结果		件	
C	0	pending	尚未审结		件	
C	0	total	总计		件		合计
R	0	review	行政复议			
R	0	litigation	行政诉讼			h
R	1	direct	未经复议直接起诉			
R	1	after-review	复议后起诉			
S	problems	存在的主要问题及改进情况	存在的主要问题和改进情况	存在的主要问题及改进措施	存在的主要问题和改进措施	存在主要问题及改进情况	存在的问题及改进情况	存在的问题及改进措施	存在的问题和改进措施	存在问题及改进情况	存在问题及改进措施	存在问题及整改情况	主要问题和改进措施	政府信息公开工作存在的主要问题及改进情况	政府信息公开工作存在的主要问题和改进情况	政府信息公开工作存在的主要问题及改进措施	政府信息公开工作存在的问题及改进情况
S	other	其他需要报告的事项	其他报告事项	其他需报告的事项	其他需要报告事项	其他需要说明的事项	需要报告的其他事项
L	R2.1	warning	row	disclosure.rules		at-most	what was issued this year is in force or repealed: 本年制发件数 is at most 现行有效件数 and 本年废止件数 together	inferred from the words	made	in-force repealed
L	R2.1	warning	row	disclosure.rules		non-negative	现行有效件数 is 0 or more	inferred from the words	in-force
L	R2.3	warning	column	disclosure.rules		zero-unless-rule-making	规章 is 0 unless the agency has the power to make them	立法法: 规章 are made by ministries, provinces, 设区的市 and 自治州 only; not in the form	regulations
L	R2.4	warning	fact	disclosure		non-negative	every figure is 0 or more	inferred; 现行有效件数 has R2.1	-disclosure.regulations.in-force -disclosure.administrative-documents.in-force
L	R3.1	error	column	requests.table		equal	本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和	printed in the corner cell of the table; 第三项 is （七）总计 of 三	received carried-in	outcome.total carried-out
L	R3.2	error	column	requests.table		equal	（七）总计 is the sum of the 21 single outcomes; each request is counted under one outcome only	the word 总计, and 只计这一情形，不计其他情形 printed in （二）; not printed as a relation	outcome.granted outcome.partial outcome.refused.state-secret outcome.refused.prohibited-by-law outcome.refused.three-securities outcome.refused.third-party outcome.refused.internal-affairs outcome.refused.process-information outcome.refused.enforcement-files outcome.refused.administrative-query outcome.unavailable.not-held outcome.unavailable.not-ready-made outcome.unavailable.unclear-after-correction outcome.not-processed.complaints outcome.not-processed.repeated outcome.not-processed.publications outcome.not-processed.abusive outcome.not-processed.reissue outcome.other.not-corrected outcome.other.fee-unpaid outcome.other.remaining	outcome.total
L	R3.3	error	row	requests.table		equal	总计 is the sum of 自然人 and the five kinds of 法人或其他组织	the word 总计; not printed as a relation	individuals organisations.companies organisations.research organisations.social organisations.legal organisations.others	total
L	R3.4	error	fact	requests.table		non-negative-integer	every figure is a whole number, 0 or more	requests are counted in 件	
L	R4.1	error	row	disputes.table		equal	结果维持、结果纠正、其他结果、尚未审结之和，等于总计	the word 总计; not printed as a relation	upheld corrected other pending	total
L	R4.2	error	fact	disputes.table		non-negative-integer	every figure is a whole number, 0 or more	cases are counted in 件; inferred, as R3.4	
L	R5.1	warning	column	requests.table	years	equal	上年结转 of a year is 结转下年度继续办理 of the year before	the words of the two rows; a warning only, because figures of prior years get corrected. Holds across forms	carried-in	carried-out@-1
L	R5.2	warning			years	equal	现行有效件数 is that of the year before, plus 本年制发件数, minus 本年废止件数	inferred from the words; breaks where an amended rule is counted as issued or repealed	disclosure.regulations.in-force	disclosure.regulations.in-force@-1 disclosure.regulations.made -disclosure.regulations.repealed
L	R5.2	warning			years	equal	现行有效件数 is that of the year before, plus 本年制发件数, minus 本年废止件数	inferred from the words; breaks where an amended rule is counted as issued or repealed	disclosure.administrative-documents.in-force	disclosure.administrative-documents.in-force@-1 disclosure.administrative-documents.made -disclosure.administrative-documents.repealed
L	N1	warning				stated	收到、受理、新收 … 申请 N 件 is 一, or 一 and 二 together	narrative against table; inferred. Most agencies mean the new requests, some add those carried in	overview.received	requests.received.total	requests.received.total requests.carried-in.total
L	N2	warning				stated	办结、答复 … N 件 is （七）总计	narrative against table; inferred	overview.answered	requests.outcome.total.total
L	N3	warning				stated	上年（度）结转 … N 件 is 二	narrative against table; inferred	overview.carried-in	requests.carried-in.total
L	N4	warning				stated	结转、顺延下年（度） … N 件 is 四	narrative against table; inferred	overview.carried-out	requests.carried-out.total
L	N5	warning				stated	行政复议 … N 件 is 总计 of 行政复议	narrative against table; inferred	overview.review	disputes.review.total
L	N6	warning				stated	行政诉讼 … N 件 is 总计 of 未经复议直接起诉 and of 复议后起诉 together	narrative against table; inferred	overview.litigation	disputes.litigation.direct.total disputes.litigation.after-review.total
L	N7	warning				stated	予以公开 … N 件 is 总计 of that outcome	narrative against table; inferred	overview.granted	requests.outcome.granted.total
L	N7	warning				stated	部分公开 … N 件 is 总计 of that outcome	narrative against table; inferred	overview.partial	requests.outcome.partial.total
L	N7	warning				stated	不予公开 … N 件 is 总计 of its 8 rows together	narrative against table; inferred	overview.refused	requests.outcome.refused.state-secret.total requests.outcome.refused.prohibited-by-law.total requests.outcome.refused.three-securities.total requests.outcome.refused.third-party.total requests.outcome.refused.internal-affairs.total requests.outcome.refused.process-information.total requests.outcome.refused.enforcement-files.total requests.outcome.refused.administrative-query.total
L	N7	warning				stated	无法提供 … N 件 is 总计 of its 3 rows together	narrative against table; inferred	overview.unavailable	requests.outcome.unavailable.not-held.total requests.outcome.unavailable.not-ready-made.total requests.outcome.unavailable.unclear-after-correction.total
L	N7	warning				stated	不予处理 … N 件 is 总计 of its 5 rows together	narrative against table; inferred	overview.not-processed	requests.outcome.not-processed.complaints.total requests.outcome.not-processed.repeated.total requests.outcome.not-processed.publications.total requests.outcome.not-processed.abusive.total requests.outcome.not-processed.reissue.total
L	N7	warning				stated	其他处理 … N 件 is 总计 of its 3 rows together	narrative against table; inferred	overview.other	requests.outcome.other.not-corrected.total requests.outcome.other.fee-unpaid.total requests.outcome.other.remaining.total
L	N8	warning				stated	规章 … N 件 is one of the figures of that row	narrative against table; inferred	overview.regulations	disclosure.regulations.made	disclosure.regulations.in-force	disclosure.regulations.repealed
L	N8	warning				stated	规范性文件、行政规范性文件 … N 件 is one of the figures of that row	narrative against table; inferred	overview.documents	disclosure.administrative-documents.made	disclosure.administrative-documents.in-force	disclosure.administrative-documents.repealed
L	A1	warning	fact		parts	at-least	a figure of the whole is at least that of each part	条例第四十九条 and the practice of 汇总; inferred	
L	A2	note	fact		parts	equal	a figure of the whole is the sum of its parts	条例第四十九条 and the practice of 汇总; inferred. Holds only if every part is there and the office of the whole is itself one of the parts	
"""#
